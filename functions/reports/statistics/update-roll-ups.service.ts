import { mapConcurrently } from '../../platform/values/concurrency.ts';
import { isPartOf, NATIONWIDE, type Place } from '../../regions/places.ts';
import { kedeputianOf, provinceOf } from '../../regions/provinces.ts';
import { addedUp } from './roll-ups.ts';
import { isSameStatistics } from './statistics.ts';
import type { NextStatistics, StatisticsRepository, StoredStatistics } from './statistics-repository.store.ts';
import { MAX_TRIES, type RetryPause, StatisticsContendedError } from './update-statistics.service.ts';

/**
 * Adds up the tallies of regions in their provinces, Kedeputian and the nation. A sum is made of what its parts are, read
 * after what it was; whoever was overtaken in between makes it again. So once whoever changed a part has added it up,
 * it is in every later sum.
 */
export class RollUps {
  readonly #repository: Pick<StatisticsRepository, 'summands' | 'replace'>;
  readonly #pause: RetryPause;
  constructor(repository: Pick<StatisticsRepository, 'summands' | 'replace'>, pause: RetryPause) {
    this.#repository = repository;
    this.#pause = pause;
  }

  /** Adds up every place above the regions, once each. @throws StatisticsContendedError others kept changing one of them */
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
    const [before] = await this.#repository.summands([place]);
    if (before === undefined) return true;
    const { statistics } = await this.#sumFor(before, parts);
    return isSameStatistics(addedUp([{ ...before.statistics, at: before.at }]), statistics);
  }

  /**
   * Adds up a place.
   * @param parts codes of regions, or for a Kedeputian and the nation of provinces: in addition to those known before
   */
  async addUp(place: Place, parts: readonly string[]): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      if (tries > 0) await this.#pause(tries);
      const [before] = await this.#repository.summands([place]);
      if (before === undefined) return;
      const after = await this.#sumFor(before, parts);
      if (await this.#repository.replace(before, after)) return;
    }
    throw new StatisticsContendedError(`${place.kind} ${place.code}`);
  }

  /**
   * What a place's tally is to be.
   * @param before its tally, which knows its parts; those that by now belong elsewhere are left to be counted there
   * @param more codes of further parts
   */
  async #sumFor(before: StoredStatistics, more: readonly string[]): Promise<NextStatistics> {
    const known = before.parts.filter((code) => isPartOf(before.place, code));
    const codes = [...new Set([...known, ...more])].toSorted();
    const kind = before.place.kind === 'province' ? 'region' : 'province';
    const places = codes.map((code): Place => ({ kind, code }));
    const stored = await this.#repository.summands(places);
    const { at, ...statistics } = addedUp(stored.map((stored) => ({ ...stored.statistics, at: stored.at })));
    return { statistics, at, parts: codes };
  }
}
