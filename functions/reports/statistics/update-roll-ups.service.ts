import { type Backoff, type RetryPolicy, retry } from '../../platform/retry.ts';
import { mapConcurrently } from '../../platform/values/concurrency.ts';
import { isPartOf, NATIONWIDE, type Place } from '../../regions/places.ts';
import { kedeputianOf, provinceOf } from '../../regions/provinces.ts';
import { rollUpOf } from './roll-ups.ts';
import { isSameStatistics } from './statistics.ts';
import type { NextStatistics, StatisticsRepository, StoredStatistics } from './statistics-repository.store.ts';
import { contention, StatisticsContendedError } from './update-statistics.service.ts';

/**
 * Sums the statistics of regions for their provinces, Kedeputian and the nation. Reads the parts after the stored sum,
 * and starts again if the sum has changed by the time of the write. So no later sum loses a change of a part.
 */
export class RollUps {
  readonly #repository: Pick<StatisticsRepository, 'summands' | 'replace'>;
  readonly #contention: RetryPolicy;
  constructor(repository: Pick<StatisticsRepository, 'summands' | 'replace'>, backoff: Backoff) {
    this.#repository = repository;
    this.#contention = contention(backoff);
  }

  /** Updates every place above the regions, once each. @throws StatisticsContendedError a place kept changing */
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

  /** Whether a place's statistics equal the sum of its parts. */
  async isRight(place: Place, parts: readonly string[]): Promise<boolean> {
    const [before] = await this.#repository.summands([place]);
    if (before === undefined) return true;
    const { statistics } = await this.#sumFor(before, parts);
    return isSameStatistics(rollUpOf([{ ...before.statistics, at: before.at }]), statistics);
  }

  /**
   * Updates one place.
   * @param parts codes of regions for a province, otherwise of provinces; added to the parts known so far
   */
  async addUp(place: Place, parts: readonly string[]): Promise<void> {
    await retry(this.#contention, async () => {
      const [before] = await this.#repository.summands([place]);
      if (before === undefined) return;
      const after = await this.#sumFor(before, parts);
      const isReplaced = await this.#repository.replace(before, after);
      if (!isReplaced) throw new StatisticsContendedError(`${place.kind} ${place.code}`);
    });
  }

  /**
   * Sums the parts of a place.
   * @param before the place's statistics with its known parts; parts that now belong elsewhere are left out
   * @param more codes of further parts
   */
  async #sumFor(before: StoredStatistics, more: readonly string[]): Promise<NextStatistics> {
    const known = before.parts.filter((code) => isPartOf(before.place, code));
    const codes = [...new Set([...known, ...more])].toSorted();
    const kind = before.place.kind === 'province' ? 'region' : 'province';
    const places = codes.map((code): Place => ({ kind, code }));
    const stored = await this.#repository.summands(places);
    const { at, ...statistics } = rollUpOf(stored.map((stored) => ({ ...stored.statistics, at: stored.at })));
    return { statistics, at, parts: codes };
  }
}
