import { type Backoff, type RetryPolicy, retry } from '../../platform/retry.ts';
import { mapConcurrently } from '../../platform/values/concurrency.ts';
import { regionOfId } from '../../platform/values/ids.ts';
import { contributionOf, isSameContribution } from './contributions.ts';
import { latestInstant, plusStatistics, type Statistics, statisticsOf, sumOf } from './statistics.ts';
import {
  type ContributionChange,
  type Countable,
  countFitting,
  type NextStatistics,
  type StatisticsRepository,
  type StoredStatistics,
} from './statistics-repository.store.ts';

/** Other processes kept changing the same statistics. The batch has to be repeated. */
export class StatisticsContendedError extends Error {
  override readonly name = 'StatisticsContendedError';
}

/** Commitments read concurrently. */
const CONCURRENCY = 16;

/** Retries a write while other processes change the same statistics: one attempt for each shard of the stream. */
export function contention(backoff: Backoff): RetryPolicy {
  return { attempts: 8, backoff, isRetried: (error) => error instanceof StatisticsContendedError };
}

/** Errors by commitment id. */
export type Failures = ReadonlyMap<string, Error>;

/**
 * Counts commitments in the statistics of their regions. A contribution is computed from the events, and stored in the
 * same transaction as the region's statistics. So repeated, late and reordered calls count each commitment exactly once.
 */
export class StatisticsUpdater {
  readonly #repository: StatisticsRepository;
  readonly #contention: RetryPolicy;
  constructor(repository: StatisticsRepository, backoff: Backoff) {
    this.#repository = repository;
    this.#contention = contention(backoff);
  }

  /** Counts the present contributions of commitments. A failure of one does not stop the others. */
  async update(commitmentIds: readonly string[]): Promise<Failures> {
    const byRegion = Map.groupBy(new Set(commitmentIds), (id) => regionOfId(id) ?? '');
    const failures = await mapConcurrently([...byRegion], ([region, ids]) => this.#countIn(region, ids));
    return new Map(failures.flatMap((failed) => [...failed]));
  }

  async #countIn(region: string, ids: readonly string[]): Promise<Failures> {
    const failures = new Map<string, Error>();
    let left = ids;
    try {
      while (left.length > 0) {
        await retry(this.#contention, async () => {
          const read = await mapConcurrently(left, (id) => this.#changed(id, failures), CONCURRENCY);
          const changed = read.filter((row) => row !== undefined);
          const first = changed.slice(0, countFitting(changed));
          left = changed.map(({ commitmentId }) => commitmentId);
          const isUpdated = first.length === 0 || (await this.#update(region, first));
          if (!isUpdated) throw new StatisticsContendedError(`region ${region}`);
          left = left.slice(first.length);
        });
      }
    } catch (error) {
      for (const id of left) failures.set(id, asError(error));
    }
    return failures;
  }

  async #update(region: string, changes: readonly ContributionChange[]): Promise<boolean> {
    const before = await this.#repository.load({ kind: 'region', code: region });
    return await this.#repository.update(before, nextStatistics(before, changes), changes);
  }

  /** Undefined if the contribution is already counted, or cannot be read. */
  async #changed(id: string, failures: Map<string, Error>): Promise<ContributionChange | undefined> {
    try {
      return changeIn(await this.#repository.countable(id));
    } catch (error) {
      failures.set(id, asError(error));
      return undefined;
    }
  }
}

/** Undefined if the counted contribution is right. */
export function changeIn(
  { commitmentId, events, counted }: Countable,
  contribution = contributionOf(events),
): ContributionChange | undefined {
  if (contribution === undefined) return undefined;
  if (counted !== undefined && isSameContribution(counted.contribution, contribution)) return undefined;
  return { commitmentId, counted, contribution };
}

function nextStatistics(before: StoredStatistics, changes: readonly ContributionChange[]): NextStatistics {
  const added = sumOf(changes.map(({ contribution }) => statisticsOf(contribution)));
  const removed = sumOf(
    changes
      .map(({ counted }) => counted)
      .map((was) => was && statisticsOf(was.contribution))
      .filter(isThere),
  );
  return {
    statistics: plusStatistics(plusStatistics(before.statistics, added), removed, -1),
    at: latestInstant([before.at, ...changes.map(({ contribution }) => contribution.at)]),
    parts: [],
  };
}

const isThere = (statistics: Statistics | undefined) => statistics !== undefined;

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
