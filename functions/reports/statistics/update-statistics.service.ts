import { type Backoff, type RetryPolicy, retry } from '../../platform/retry.ts';
import { mapConcurrently } from '../../platform/values/concurrency.ts';
import { regionOfId } from '../../platform/values/ids.ts';
import { contributionOf, isSameContribution } from './contributions.ts';
import { latestOf, plusTally, sumOf, type Tally, tallyOf } from './statistics.ts';
import {
  type Countable,
  type Entry,
  fitting,
  type Page,
  type Recorded,
  type TallyLedger,
} from './statistics-repository.store.ts';

/** Others kept changing the same tallies; what is left over is counted when the batch is repeated. */
export class TallyContendedError extends Error {
  override readonly name = 'TallyContendedError';
}

/** Commitments read side by side. */
const CONCURRENCY = 16;

/** How a change is repeated where others change the same tally: an attempt for each shard of the stream. */
export function contention(backoff: Backoff): RetryPolicy {
  return { attempts: 8, backoff, isRetried: (error) => error instanceof TallyContendedError };
}

/** What could not be counted, by commitment, and why. */
export type Failures = ReadonlyMap<string, Error>;

/**
 * Counts commitments in their regions. What a commitment brings follows from its events, and what was counted of it
 * before is remembered beside them and changed in the same transaction: however often, late or out of order it is asked
 * for, each is counted exactly once.
 */
export class Counter {
  readonly #ledger: TallyLedger;
  readonly #contention: RetryPolicy;
  constructor(ledger: TallyLedger, backoff: Backoff) {
    this.#ledger = ledger;
    this.#contention = contention(backoff);
  }

  /** Counts commitments as their events are now. One that cannot be counted keeps no other from it. */
  async count(commitmentIds: readonly string[]): Promise<Failures> {
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
          const first = changed.slice(0, fitting(changed));
          left = changed.map(({ commitmentId }) => commitmentId);
          const isEntered = first.length === 0 || (await this.#enter(region, first));
          if (!isEntered) throw new TallyContendedError(`region ${region}`);
          left = left.slice(first.length);
        });
      }
    } catch (error) {
      for (const id of left) failures.set(id, asError(error));
    }
    return failures;
  }

  async #enter(region: string, recorded: readonly Recorded[]): Promise<boolean> {
    const before = await this.#ledger.page({ kind: 'region', code: region });
    return await this.#ledger.enter(before, entryAfter(before, recorded), recorded);
  }

  /** What is to be recorded of a commitment; undefined if it is counted as it is, or cannot be. */
  async #changed(id: string, failures: Map<string, Error>): Promise<Recorded | undefined> {
    try {
      return changeIn(await this.#ledger.countable(id));
    } catch (error) {
      failures.set(id, asError(error));
      return undefined;
    }
  }
}

/** What is to be recorded of a commitment; undefined if what was counted of it is right. */
export function changeIn(
  { commitmentId, events, counted }: Countable,
  contribution = contributionOf(events),
): Recorded | undefined {
  if (contribution === undefined) return undefined;
  if (counted !== undefined && isSameContribution(counted.contribution, contribution)) return undefined;
  return { commitmentId, counted, contribution };
}

function entryAfter(before: Page, recorded: readonly Recorded[]): Entry {
  const added = sumOf(recorded.map(({ contribution }) => tallyOf(contribution)));
  const removed = sumOf(
    recorded
      .map(({ counted }) => counted)
      .map((was) => was && tallyOf(was.contribution))
      .filter(isThere),
  );
  return {
    tally: plusTally(plusTally(before.tally, added), removed, -1),
    at: latestOf([before.at, ...recorded.map(({ contribution }) => contribution.at)]),
    parts: [],
  };
}

const isThere = (tally: Tally | undefined) => tally !== undefined;

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
