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
 * Days whose snapshots are written again. An event carries the time of its decision, and an event whose workflow was
 * lost is written when the workflow is restarted, some nights later at worst.
 */
const KEPT_AGAIN_DAYS = 7;

/** The day after which snapshots are written. @param through the last day with a snapshot, if there is one */
export function keptAgainAfter(through: LocalDate | undefined): LocalDate {
  return through === undefined ? LONG_AGO : addDays(through, -KEPT_AGAIN_DAYS);
}

/** Statistics at the end of a local day, valid until the next such day. */
export interface DayStatistics {
  readonly day: LocalDate;
  readonly statistics: () => DatedStatistics;
}

/** Statistics added in one sum: small ones are cheap to add, large ones are not. */
const SUMMED_AT_ONCE = 256;

/** Adds up the statistics of many commitments or places at the end of each day. */
export class DailyChanges {
  readonly #after: LocalDate;
  readonly #until: LocalDate;
  #before: DatedStatistics = { ...NOTHING_COUNTED, at: undefined };
  #pending: DatedStatistics[] = [];
  readonly #changes = new Map<LocalDate, DatedStatistics>();

  /** Days after one, up to another, are told apart; earlier days count as one. */
  constructor(after: LocalDate, until: LocalDate) {
    this.#after = after;
    this.#until = until;
  }

  /** Adds the statistics of one commitment or place, in the order of the days. */
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

  /** The sum at the end of each day on which something changed. */
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
