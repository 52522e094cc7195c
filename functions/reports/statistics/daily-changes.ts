import { addDays, type LocalDate } from '../../platform/values/local-date.ts';
import {
  type DatedStatistics,
  latestInstant,
  NOTHING_COUNTED,
  plusStatistics,
  type Statistics,
  sumOf,
} from './statistics.ts';
import { LONG_AGO } from './statistics-figures.ts';

/**
 * Days whose snapshots each run rewrites. An event carries the time of its decision, but if its workflow was lost it is
 * written when the workflow is restarted, possibly some nights later.
 */
const REWRITTEN_DAYS = 7;

/** The day after which a run writes snapshots. @param through the last day with a snapshot, if any */
export function rewrittenAfter(through: LocalDate | undefined): LocalDate {
  return through === undefined ? LONG_AGO : addDays(through, -REWRITTEN_DAYS);
}

/** Statistics at the end of a local day, valid until the next entry. */
export interface DayStatistics {
  readonly day: LocalDate;
  readonly statistics: () => DatedStatistics;
}

/** Statistics added in one sum. Adding small statistics first is cheaper. */
const SUMMED_AT_ONCE = 256;

/** Sums the statistics of many commitments or places at the end of each day. */
export class DailyChanges {
  readonly #after: LocalDate;
  readonly #until: LocalDate;
  #before: DatedStatistics = { ...NOTHING_COUNTED, at: undefined };
  #pending: DatedStatistics[] = [];
  readonly #changes = new Map<LocalDate, DatedStatistics>();

  /** Keeps the days from `after` (exclusive) to `until` (inclusive) apart; merges all earlier days. */
  constructor(after: LocalDate, until: LocalDate) {
    this.#after = after;
    this.#until = until;
  }

  /** Adds the statistics of one commitment or place. @param entries ordered by day */
  add(entries: readonly DayStatistics[]): void {
    const lastBefore = entries.findLast(({ day }) => day <= this.#after);
    let present: DatedStatistics = { ...NOTHING_COUNTED, at: undefined };
    if (lastBefore !== undefined) {
      present = lastBefore.statistics();
      this.#pending.push(present);
      if (this.#pending.length >= SUMMED_AT_ONCE) this.#sumUp();
    }
    for (const { day, statistics } of entries) {
      if (day <= this.#after || day > this.#until) continue;
      const next = statistics();
      const change = plusStatistics(next, present, -1);
      const so = this.#changes.get(day);
      this.#changes.set(day, so === undefined ? { ...change, at: next.at } : plusDated(so, change, next.at));
      present = next;
    }
  }

  /** The sum at the end of each day with a change. */
  snapshots(): ReadonlyMap<LocalDate, DatedStatistics> {
    this.#sumUp();
    let present = this.#before;
    const days = [...this.#changes].sort(([one], [other]) => (one < other ? -1 : 1));
    return new Map(
      days.map(([day, change]) => {
        present = plusDated(present, change, change.at);
        return [day, present];
      }),
    );
  }

  #sumUp(): void {
    const all = [this.#before, ...this.#pending];
    this.#before = { ...sumOf(all), at: latestInstant(all.map(({ at }) => at)) };
    this.#pending = [];
  }
}

function plusDated(one: DatedStatistics, other: Statistics, at: string | undefined): DatedStatistics {
  return { ...plusStatistics(one, other), at: latestInstant([one.at, at]) };
}
