import * as z from 'zod';
import { regionOfId } from '../../platform/values/ids.ts';
import { addDays, localDateIn } from '../../platform/values/local-date.ts';
import { NATIONWIDE, type Place, place } from '../../regions/places.ts';
import { KEDEPUTIAN, kedeputianOf, PROVINCES } from '../../regions/provinces.ts';
import type { StatisticsRebuilder } from './rebuild-statistics.service.ts';
import { isDrift, type RebuildFinding, rebuildFinding } from './rebuilds.ts';
import { LAST_ZONE } from './roll-ups.ts';
import type { SnapshotRollUps } from './snapshot-roll-ups.service.ts';
import type { StatisticsRepository } from './statistics-repository.store.ts';
import type { RollUps } from './update-roll-ups.service.ts';

/** The state passed from step to step. */
export const rebuildState = z.object({
  /** The next province to check; absent before the first step and after the last. */
  province: z.string().optional(),
  /** Provinces with commitments. */
  provinces: z.array(z.string()).default([]),
  /** Places with wrong statistics at the first check. */
  mismatches: z.array(place).default([]),
  /** Findings that the second check confirmed. */
  drifts: z.array(rebuildFinding).default([]),
  /** Number of places checked. */
  looked: z.int().default(0),
  /** Number of places with wrong statistics at the first check. */
  seenOnce: z.int().default(0),
  /** Checks as usual and changes nothing: neither statistics nor snapshots. */
  dryRun: z.boolean().default(false),
});
export type RebuildState = z.output<typeof rebuildState>;

export interface RebuildRunDeps {
  readonly repository: Pick<StatisticsRepository, 'commitmentsIn'>;
  readonly rebuilder: StatisticsRebuilder;
  readonly rollUps: RollUps;
  readonly snapshotRollUps: SnapshotRollUps;
}

/** The steps of workflows/recount.asl.json. */
export class RebuildRun {
  readonly #deps: RebuildRunDeps;
  constructor(deps: RebuildRunDeps) {
    this.#deps = deps;
  }

  /** Checks a province and its regions, and after the last province also the Kedeputian and the nation. */
  async check(state: RebuildState, now: Date): Promise<RebuildState> {
    const province = state.province ?? PROVINCES[0] ?? '';
    const found = await this.#deps.rebuilder.check(province, now, state.dryRun);
    const mismatches = found.filter(isDrift).map((row) => row.place);
    const provinces = found.length === 0 ? state.provinces : [...state.provinces, province];
    const next = PROVINCES[PROVINCES.indexOf(province) + 1];
    const codes = found.map((row) => row.place.code);
    const rollUps = [
      ...(found.length === 0 ? [] : [{ place: { kind: 'province' as const, code: province }, parts: codes }]),
      ...(next === undefined ? aboveProvinces(provinces) : []),
    ];
    for (const { place: above, parts } of rollUps) {
      if (!(await this.#deps.rollUps.isRight(above, parts))) mismatches.push(above);
    }
    return {
      ...state,
      province: next,
      provinces,
      mismatches: [...state.mismatches, ...mismatches],
      looked: state.looked + found.length + rollUps.length,
      seenOnce: state.seenOnce + mismatches.length,
    };
  }

  /** Checks the first mismatch again and repairs it if it is still wrong, unless it is a dry run. */
  async checkAgain(state: RebuildState): Promise<RebuildState> {
    const [mismatch, ...mismatches] = state.mismatches;
    const found = mismatch === undefined ? undefined : await this.#repair(mismatch, state);
    return { ...state, mismatches, drifts: found === undefined ? state.drifts : [...state.drifts, found] };
  }

  /** Writes the snapshots of the places above the regions, up to yesterday. */
  async conclude({ provinces, dryRun }: RebuildState, now: Date): Promise<void> {
    if (dryRun) return;
    const yesterday = addDays(localDateIn(LAST_ZONE, now), -1);
    for (const code of provinces) {
      const parts = await this.#regionsOf(code);
      await this.#deps.snapshotRollUps.write({ kind: 'province', code }, placesOf('region', parts), yesterday);
    }
    for (const { place: above, parts } of aboveProvinces(provinces)) {
      await this.#deps.snapshotRollUps.write(above, placesOf('province', parts), yesterday);
    }
  }

  async #repair(
    mismatch: Place,
    { provinces, dryRun }: Pick<RebuildState, 'provinces' | 'dryRun'>,
  ): Promise<RebuildFinding | undefined> {
    const { rebuilder, rollUps } = this.#deps;
    if (mismatch.kind === 'region') {
      const found = dryRun ? await rebuilder.checkAgain(mismatch.code) : await rebuilder.repair(mismatch.code);
      // Even if it is right by now: the process that repaired it may have been killed before it updated the roll-ups.
      if (!dryRun) await rollUps.addUpFrom([mismatch.code]);
      return isDrift(found) ? found : undefined;
    }
    const parts =
      mismatch.kind === 'province'
        ? await this.#regionsOf(mismatch.code)
        : provinces.filter((code) => mismatch.kind === 'nation' || kedeputianOf(code) === mismatch.code);
    const isRight = await rollUps.isRight(mismatch, parts);
    if (!dryRun) {
      // The places above were checked before the province was repaired.
      if (mismatch.kind === 'province') await rollUps.addUpFrom(parts);
      else await rollUps.addUp(mismatch, parts);
    }
    return isRight ? undefined : { place: mismatch, commitments: 0, isSumRight: false, unreadable: 0 };
  }

  async #regionsOf(province: string): Promise<readonly string[]> {
    const ids = await this.#deps.repository.commitmentsIn(province);
    return [...new Set(ids.map((id) => regionOfId(id) ?? ''))];
  }
}

/** The Kedeputian and the nation, each with its provinces. */
function aboveProvinces(provinces: readonly string[]) {
  const kedeputian = KEDEPUTIAN.map((code) => ({
    place: { kind: 'kedeputian' as const, code },
    parts: provinces.filter((province) => kedeputianOf(province) === code),
  }));
  return [...kedeputian, { place: NATIONWIDE, parts: provinces }];
}

const placesOf = (kind: Place['kind'], codes: readonly string[]) => codes.map((code): Place => ({ kind, code }));
