import { type Backoff, type RetryPolicy, retry } from '../../platform/retry.ts';
import { mapConcurrently } from '../../platform/values/concurrency.ts';
import { isPartOf, NATIONWIDE, type Place } from '../../regions/places.ts';
import { kedeputianOf, provinceOf } from '../../regions/provinces.ts';
import { addedUp } from './roll-ups.ts';
import { isSameTally } from './statistics.ts';
import type { Entry, Page, TallyLedger } from './statistics-repository.store.ts';
import { contention, TallyContendedError } from './update-statistics.service.ts';

/**
 * Adds up the tallies of regions in their provinces, Kedeputian and the nation. A sum is made of what its parts are, read
 * after what it was; whoever was overtaken in between makes it again. So once whoever changed a part has added it up,
 * it is in every later sum.
 */
export class RollUps {
  readonly #ledger: Pick<TallyLedger, 'summands' | 'replace'>;
  readonly #contention: RetryPolicy;
  constructor(ledger: Pick<TallyLedger, 'summands' | 'replace'>, backoff: Backoff) {
    this.#ledger = ledger;
    this.#contention = contention(backoff);
  }

  /** Adds up every place above the regions, once each. @throws TallyContendedError others kept changing one of them */
  async addUpFrom(regions: readonly string[]): Promise<void> {
    const byProvince = Map.groupBy(new Set(regions), provinceOf);
    await mapConcurrently([...byProvince], ([code, parts]) => this.addUp({ kind: 'province', code }, parts));
    const provinces = [...byProvince.keys()];
    const byKedeputian = [...Map.groupBy(provinces, kedeputianOf)].map(([code, parts]) => ({
      place: { kind: 'kedeputian' as const, code },
      parts,
    }));
    const above = [...byKedeputian, { place: NATIONWIDE, parts: provinces }];
    await mapConcurrently(above, ({ place, parts }) => this.addUp(place, parts));
  }

  /** Whether what is counted of a place is what its parts add up to. */
  async isRight(place: Place, parts: readonly string[]): Promise<boolean> {
    const [before] = await this.#ledger.summands([place]);
    if (before === undefined) return true;
    const { tally } = await this.#sumFor(before, parts);
    return isSameTally(addedUp([{ ...before.tally, at: before.at }]), tally);
  }

  /**
   * Adds up a place.
   * @param parts codes of regions, or for a Kedeputian and the nation of provinces: in addition to those known before
   */
  async addUp(place: Place, parts: readonly string[]): Promise<void> {
    await retry(this.#contention, async () => {
      const [before] = await this.#ledger.summands([place]);
      if (before === undefined) return;
      const after = await this.#sumFor(before, parts);
      if (!(await this.#ledger.replace(before, after))) throw new TallyContendedError(`${place.kind} ${place.code}`);
    });
  }

  /**
   * What a place's tally is to be.
   * @param before its tally, which knows its parts; those that by now belong elsewhere are left to be counted there
   * @param more codes of further parts
   */
  async #sumFor(before: Page, more: readonly string[]): Promise<Entry> {
    const known = before.parts.filter((code) => isPartOf(before.place, code));
    const codes = [...new Set([...known, ...more])].toSorted();
    const kind = before.place.kind === 'province' ? 'region' : 'province';
    const places = codes.map((code): Place => ({ kind, code }));
    const pages = await this.#ledger.summands(places);
    const { at, ...tally } = addedUp(pages.map((page) => ({ ...page.tally, at: page.at })));
    return { tally, at, parts: codes };
  }
}
