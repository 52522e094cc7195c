import * as z from 'zod';
import { regionOfId } from '../../platform/values/ids.ts';
import { addDays, localDateIn } from '../../platform/values/local-date.ts';
import { NATIONWIDE, type Place, place } from '../../regions/places.ts';
import { KEDEPUTIAN, kedeputianOf, PROVINCES } from '../../regions/provinces.ts';
import type { Recounter } from './rebuild-statistics.service.ts';
import { isDrift, type Recounted, recounted } from './rebuilds.ts';
import { LAST_ZONE } from './roll-ups.ts';
import type { PastRollUps } from './snapshot-roll-ups.service.ts';
import type { TallyLedger } from './statistics-repository.store.ts';
import type { RollUps } from './update-roll-ups.service.ts';

/** What a recount hands on from step to step. */
export const recountState = z.object({
  /** The province to look at next; absent before the first and after the last. */
  province: z.string().optional(),
  /** Provinces in which there are commitments. */
  provinces: z.array(z.string()).default([]),
  /** Places whose tally was not what was recounted, at the first look. */
  suspects: z.array(place).default([]),
  /** What was found of them at the second look, where it was still so. */
  drifts: z.array(recounted).default([]),
});
export type RecountState = z.output<typeof recountState>;

/** What a recount works with. */
export interface RecountWorks {
  readonly ledger: Pick<TallyLedger, 'commitmentsIn'>;
  readonly recounter: Recounter;
  readonly rollUps: RollUps;
  readonly past: PastRollUps;
}

/** The steps of workflows/recount.asl.json. */
export class RecountRun {
  readonly #deps: RecountWorks;
  constructor(deps: RecountWorks) {
    this.#deps = deps;
  }

  /** Looks at a province and its regions; after the last one also at what lies above the provinces. */
  async look(state: RecountState, now: Date): Promise<RecountState> {
    const province = state.province ?? PROVINCES[0] ?? '';
    const found = await this.#deps.recounter.look(province, now);
    const suspects = [...state.suspects, ...found.filter(isDrift).map((row) => row.place)];
    const provinces = found.length === 0 ? state.provinces : [...state.provinces, province];
    const next = PROVINCES[PROVINCES.indexOf(province) + 1];
    const codes = found.map((row) => row.place.code);
    const rollUps = [
      ...(found.length === 0 ? [] : [{ place: { kind: 'province' as const, code: province }, parts: codes }]),
      ...(next === undefined ? aboveProvinces(provinces) : []),
    ];
    for (const { place: above, parts } of rollUps) {
      if (!(await this.#deps.rollUps.isRight(above, parts))) suspects.push(above);
    }
    return { ...state, province: next, provinces, suspects };
  }

  /** Looks again at the first of the suspects, and mends it if it is still wrong. */
  async lookAgain(state: RecountState): Promise<RecountState> {
    const [suspect, ...suspects] = state.suspects;
    const found = suspect === undefined ? undefined : await this.#mend(suspect, state.provinces);
    return { ...state, suspects, drifts: found === undefined ? state.drifts : [...state.drifts, found] };
  }

  /** Keeps how the places above the regions were at the end of yesterday. */
  async conclude({ provinces }: RecountState, now: Date): Promise<void> {
    const yesterday = addDays(localDateIn(LAST_ZONE, now), -1);
    for (const code of provinces) {
      const parts = await this.#regionsOf(code);
      await this.#deps.past.take({ kind: 'province', code }, placesOf('region', parts), yesterday);
    }
    for (const { place: above, parts } of aboveProvinces(provinces)) {
      await this.#deps.past.take(above, placesOf('province', parts), yesterday);
    }
  }

  async #mend(suspect: Place, provinces: readonly string[]): Promise<Recounted | undefined> {
    const { recounter, rollUps } = this.#deps;
    if (suspect.kind === 'region') {
      const found = await recounter.mend(suspect.code);
      // Also where it is right by now: whoever has mended it may not have come to adding it up.
      await rollUps.addUpFrom([suspect.code]);
      return isDrift(found) ? found : undefined;
    }
    const parts =
      suspect.kind === 'province'
        ? await this.#regionsOf(suspect.code)
        : provinces.filter((code) => suspect.kind === 'nation' || kedeputianOf(code) === suspect.code);
    const isRight = await rollUps.isRight(suspect, parts);
    // What lies above was looked at when the province was not right yet.
    if (suspect.kind === 'province') await rollUps.addUpFrom(parts);
    else await rollUps.addUp(suspect, parts);
    return isRight ? undefined : { place: suspect, commitments: 0, isSumRight: false, unreadable: 0 };
  }

  async #regionsOf(province: string): Promise<readonly string[]> {
    const ids = await this.#deps.ledger.commitmentsIn(province);
    return [...new Set(ids.map((id) => regionOfId(id) ?? ''))];
  }
}

/** The Kedeputian and the nation, each with those of the provinces that are its parts. */
function aboveProvinces(provinces: readonly string[]) {
  const kedeputian = KEDEPUTIAN.map((code) => ({
    place: { kind: 'kedeputian' as const, code },
    parts: provinces.filter((province) => kedeputianOf(province) === code),
  }));
  return [...kedeputian, { place: NATIONWIDE, parts: provinces }];
}

const placesOf = (kind: Place['kind'], codes: readonly string[]) => codes.map((code): Place => ({ kind, code }));
