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
 * Days of which it is kept again how they ended: an event carries the moment of its decision, and one whose workflow was
 * lost is written when that is revived, some nights later at worst.
 */
const KEPT_AGAIN_DAYS = 7;

/** The day after which days are kept. @param through the day up to which they were kept before, if any were */
export function keptAgainAfter(through: LocalDate | undefined): LocalDate {
  return through === undefined ? LONG_AGO : addDays(through, -KEPT_AGAIN_DAYS);
}

/** What something counted at the end of a local day, until its next entry. */
export interface DayStatistics {
  readonly day: LocalDate;
  readonly statistics: () => DatedStatistics;
}

/** Tallies that are summed up at once: small ones are cheap to add, large ones are not. */
const SUMMED_AT_ONCE = 256;

/** Adds up what many count day by day, to what all of them counted at the end of each day. */
export class DailyChanges {
  readonly #after: LocalDate;
  readonly #until: LocalDate;
  #before: DatedStatistics = { ...NOTHING_COUNTED, at: undefined };
  #pending: DatedStatistics[] = [];
  readonly #changes = new Map<LocalDate, DatedStatistics>();

  /** Days after one, up to another, are told apart; what was before counts as one. */
  constructor(after: LocalDate, until: LocalDate) {
    this.#after = after;
    this.#until = until;
  }

  /** Takes account of one of those that are added up, by its entries in the order of their days. */
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

  /** What all counted at the end of each day on which something changed. */
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
