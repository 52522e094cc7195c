import type { Calendar } from '../calendar/calendar.ts';
import { workingDayNumber } from '../calendar/working-day-numbers.ts';
import { addDays, type LocalDate, weekdayOf } from '../platform/values/local-date.ts';
import { keysOf } from '../platform/values/records.ts';

/** A reminder on one day, in working days after the due date, or every week from a day on. */
export type Rung =
  | { readonly on: number; readonly ofTurnsLongerThan?: number }
  /** On the first working day of each week, more than that many working days after the due date. */
  | { readonly weeklyAfter: number };

/**
 * When an office is reminded of its turn, in working days of the turn's region relative to the due date. A rung on or
 * before the first day of the turn is skipped, as the office has just been notified.
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

/** Lateness in working days from which each superior is notified, nearest first, on the same rungs. */
export const SUPERIORS_NOTIFIED_FROM = [3, 10, 20] as const;

/** The dates of a turn that determine its rungs. */
export interface LadderTurn {
  /** Code of the region whose calendar applies. */
  readonly region: string;
  /** First day of the turn. */
  readonly since: LocalDate;
  readonly dueOn: LocalDate;
}

/** The days of a sweep: from the one after the last swept day to its own. */
export interface Span {
  readonly after: LocalDate;
  readonly day: LocalDate;
}

/** The position of a turn relative to a sweep, in working day numbers of its region. */
export interface LadderPosition {
  readonly since: number;
  readonly due: number;
  readonly after: number;
  readonly day: number;
  /** First working days of weeks among the days of the sweep. */
  readonly weekStarts: readonly number[];
}

/** The days of a sweep in working day numbers of each region. */
export class SweptDays {
  readonly span: Span;
  readonly calendar: Calendar;
  readonly #byRegion = new Map<string, Pick<LadderPosition, 'after' | 'day' | 'weekStarts'>>();
  constructor(span: Span, calendar: Calendar) {
    this.span = span;
    this.calendar = calendar;
  }

  positionOf({ region, since, dueOn }: LadderTurn): LadderPosition {
    const number = (date: LocalDate) => workingDayNumber(date, region, this.calendar);
    return { since: number(since), due: number(dueOn), ...this.of(region) };
  }

  of(region: string): Pick<LadderPosition, 'after' | 'day' | 'weekStarts'> {
    const known = this.#byRegion.get(region);
    if (known !== undefined) return known;
    const { after, day } = this.span;
    const number = (date: LocalDate) => workingDayNumber(date, region, this.calendar);
    const [from, to] = [number(after), number(day)];
    const starts: number[] = [];
    for (let sunday = sundayBefore(addDays(after, 1)); sunday < day; sunday = addDays(sunday, 7)) {
      const start = number(sunday) + 1;
      // For a week without working days this is the start of the next week, which is included anyway.
      if (start > from && start <= to) starts.push(start);
    }
    const days = { after: from, day: to, weekStarts: starts };
    this.#byRegion.set(region, days);
    return days;
  }
}

/** The last Sunday before a day; for a Sunday, the previous one. */
export function sundayBefore(date: LocalDate): LocalDate {
  return addDays(date, -(weekdayOf(date) || 7));
}

/** Lateness in working days on the day of the sweep; negative before the due date. */
export function daysLate({ day, due }: Pick<LadderPosition, 'day' | 'due'>): number {
  return day - due;
}

/** The rungs of a turn within the days of the sweep. */
export function rungsOf(at: LadderPosition): readonly RungName[] {
  return RUNGS.filter((name) => isOnRung(LADDER[name], at));
}

/** Whether the rung of a turn is within the days of the sweep. */
export function isOnRung(rung: Rung, at: LadderPosition): boolean {
  if ('weeklyAfter' in rung) return startsWeekFrom(at.due + rung.weeklyAfter + 1, at);
  if (rung.ofTurnsLongerThan !== undefined && at.due - at.since <= rung.ofTurnsLongerThan) return false;
  const number = at.due + rung.on;
  return number > at.since && number > at.after && number <= at.day;
}

/** Whether a week starts within the days of the sweep, not before that number and after the first day of the turn. */
export function startsWeekFrom(number: number, { weekStarts, since }: LadderPosition): boolean {
  return weekStarts.some((start) => start >= number && start > since);
}
