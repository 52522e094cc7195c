import type { Calendar } from '../calendar/calendar.ts';
import { workingDayNumber } from '../calendar/working-day-numbers.ts';
import { addDays, type LocalDate, weekdayOf } from '../platform/values/local-date.ts';
import { keysOf } from '../platform/values/records.ts';

/** When a turn is reminded of: on one day, so many working days after its date, or every week from some day on. */
export type Rung =
  | { readonly on: number; readonly ofTurnsLongerThan?: number }
  /** On the first working day of each week that lies later than so many working days after the turn's date. */
  | { readonly weeklyAfter: number };

/**
 * The ladder: when the office whose turn it is is reminded, in working days of the turn's region relative to its date.
 * A rung on or before the turn's first day is skipped: the office has just been told.
 */
export const LADDER = {
  sevenBefore: { on: -7, ofTurnsLongerThan: 14 },
  oneBefore: { on: -1 },
  onTheDay: { on: 0 },
  oneAfter: { on: 1 },
  threeAfter: { on: 3 },
  weekly: { weeklyAfter: 3 },
} as const satisfies Record<string, Rung>;
export type RungName = keyof typeof LADDER;

/** The rungs' names, in the order of the ladder. */
export const RUNGS = keysOf(LADDER);

/** Working days that a turn is late from which on each office above is told, the nearest first: on the same rungs. */
export const SUPERIORS_NOTIFIED_FROM = [3, 10, 20] as const;

/** What the ladder needs of a turn. */
export interface Climbing {
  /** Code of the region whose working days count. */
  readonly region: string;
  /** The day that it counts from. */
  readonly since: LocalDate;
  readonly dueOn: LocalDate;
}

/** The days that a sweep looks at: those after the last one that was swept, up to its own. */
export interface Span {
  readonly after: LocalDate;
  readonly day: LocalDate;
}

/** A turn among the days of a sweep, in numbers of its region's working days. */
export interface Standing {
  readonly since: number;
  readonly due: number;
  readonly after: number;
  readonly day: number;
  /** The first working day of each week among the days of the sweep. */
  readonly weekStarts: readonly number[];
}

/** The days of a sweep by the working days of each region. */
export class SweptDays {
  readonly span: Span;
  readonly calendar: Calendar;
  readonly #byRegion = new Map<string, Pick<Standing, 'after' | 'day' | 'weekStarts'>>();
  constructor(span: Span, calendar: Calendar) {
    this.span = span;
    this.calendar = calendar;
  }

  /** Where a turn stands. */
  standing({ region, since, dueOn }: Climbing): Standing {
    const number = (date: LocalDate) => workingDayNumber(date, region, this.calendar);
    return { since: number(since), due: number(dueOn), ...this.of(region) };
  }

  /** The days in numbers of a region's working days. */
  of(region: string): Pick<Standing, 'after' | 'day' | 'weekStarts'> {
    const known = this.#byRegion.get(region);
    if (known !== undefined) return known;
    const { after, day } = this.span;
    const number = (date: LocalDate) => workingDayNumber(date, region, this.calendar);
    const [from, to] = [number(after), number(day)];
    const starts: number[] = [];
    for (let sunday = sundayBefore(addDays(after, 1)); sunday < day; sunday = addDays(sunday, 7)) {
      const start = number(sunday) + 1;
      // Of a week in which nobody works it is that of the next one, which is among these as well.
      if (start > from && start <= to) starts.push(start);
    }
    const days = { after: from, day: to, weekStarts: starts };
    this.#byRegion.set(region, days);
    return days;
  }
}

/** The last Sunday before a day, with which a week ends; of a Sunday, the one before. */
export function sundayBefore(date: LocalDate): LocalDate {
  return addDays(date, -(weekdayOf(date) || 7));
}

/** Working days by which a turn is late on the day of the sweep: negative before its date. */
export function daysLate({ day, due }: Pick<Standing, 'day' | 'due'>): number {
  return day - due;
}

/** The rungs that a turn stands on, on one of the days of the sweep. */
export function rungsOf(at: Standing): readonly RungName[] {
  return RUNGS.filter((name) => standsOn(LADDER[name], at));
}

/** Whether a turn stands on a rung, on one of the days of the sweep. */
export function standsOn(rung: Rung, at: Standing): boolean {
  if ('weeklyAfter' in rung) return startsWeekFrom(at.due + rung.weeklyAfter + 1, at);
  if (rung.ofTurnsLongerThan !== undefined && at.due - at.since <= rung.ofTurnsLongerThan) return false;
  const number = at.due + rung.on;
  return number > at.since && number > at.after && number <= at.day;
}

/** Whether a week starts on one of the days of the sweep, not before that number, and after the turn's first day. */
export function startsWeekFrom(number: number, { weekStarts, since }: Standing): boolean {
  return weekStarts.some((start) => start >= number && start > since);
}
