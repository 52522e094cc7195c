import type { Calendar } from '../../calendar/calendar.ts';
import { endOfDueSoon } from '../../commitments/due-soon.ts';
import { STAGE_NAMES, type Stage } from '../../commitments/stages.ts';
import { type Counts, howMany, medianOf } from '../../platform/values/counts.ts';
import { type LocalDate, lastDayOfMonth } from '../../platform/values/local-date.ts';
import { type Month, monthOf, twelveMonthsTo } from '../../platform/values/months.ts';
import type { MeasureName } from './measure-table.ts';
import type { GroupCounts, Headline, History, ThemeCounts } from './statistics.ts';

/** How many of a sheet are counted so. */
export function countOf({ counts }: GroupCounts, measure: MeasureName): number {
  return counts.get(measure) ?? 0;
}

/** Open: raised to verified. What is overdue is open, too. */
export function openIn(group: GroupCounts): number {
  return howMany(group.counts, (measure) => OPEN.has(measure));
}

const OPEN: ReadonlySet<MeasureName> = new Set<MeasureName>(['raised', 'assigned', 'inProgress', 'verified']);

/** Overdue on a day: a delivery is awaited, and its date has passed. Due today is not overdue. */
export function overdueOn({ due }: GroupCounts, day: LocalDate): number {
  return howMany(due, (by) => by < day);
}

/** Open, and the date of the present turn has passed, whoever's turn it is. */
export function lateTurnsOn({ turns }: Headline, day: LocalDate): number {
  return howMany(turns, (by) => by < day);
}

/**
 * How many deliveries are due soon, and not overdue.
 * @param region whose working days count; of a place with several regions, its code
 */
export function dueSoonOn({ due }: GroupCounts, day: LocalDate, region: string, calendar: Calendar): number {
  const end = endOfDueSoon(day, region, calendar);
  return howMany(due, (by) => by >= day && by < end);
}

const DAY_MS = 86_400_000;

/** Stands for all the days before the one that counts by day were shortened to (roll-ups.ts). */
export const LONG_AGO: LocalDate = '1900-01-01';

/**
 * For how many calendar days what is overdue has been so: the oldest, and the median; undefined if nothing is, or if the
 * days that have passed are not told apart.
 */
export function daysOverdueOn(
  { due }: GroupCounts,
  day: LocalDate,
): { readonly oldest: number; readonly median: number } | undefined {
  if (due.has(LONG_AGO)) return undefined;
  const days = new Map<number, number>();
  for (const [by, count] of due) if (by < day) days.set((Date.parse(day) - Date.parse(by)) / DAY_MS, count);
  const median = medianOf(days);
  return median === undefined ? undefined : { oldest: Math.max(...days.keys()), median };
}

/** The median of the calendar days in a stage, of what has left it; undefined where nothing has. */
export function medianDaysIn(stage: Stage, { stays }: History): number | undefined {
  return medianOf(stays.get(stage) ?? new Map());
}

/** In which stages commitments were at the end of a month, by month; months of which that is not known are absent. */
export type StagesAtMonthEnds = ReadonlyMap<Month, Counts<Stage>>;

/** A month of the trend: raised in it, closed in it (and closed still); overdue, and in each stage, at its end. */
export interface TrendMonth {
  readonly month: Month;
  readonly raised: number;
  readonly closed: number;
  readonly overdue: number;
  /** Undefined where it is not known. */
  readonly stages: Counts<Stage> | undefined;
}

/** The twelve months up to a day; the last one as of that day. */
export function trendTo(
  day: LocalDate,
  { counts, due, months }: GroupCounts & History,
  ends: StagesAtMonthEnds,
): readonly TrendMonth[] {
  return twelveMonthsTo(day).map((month) => {
    const isLast = month === monthOf(day);
    return {
      month,
      raised: months.raised.get(month) ?? 0,
      closed: months.closed.get(month) ?? 0,
      overdue: isLast ? overdueOn({ counts, due }, day) : overdueAtEnd(month, due, months),
      stages: isLast ? stagesIn({ counts }) : (ends.get(month) ?? stagesBefore(months, month)),
    };
  });
}

/** How many are in each stage. */
export function stagesIn({ counts }: Pick<GroupCounts, 'counts'>): Counts<Stage> {
  return new Map(
    STAGE_NAMES.map((stage): [Stage, number] => [stage, counts.get(stage) ?? 0]).filter(([, count]) => count > 0),
  );
}

/** Before the first month in which anything was raised, nothing was in any stage. */
function stagesBefore({ raised }: History['months'], month: Month): Counts<Stage> | undefined {
  return [...raised.keys()].some((first) => first <= month) ? undefined : new Map();
}

function overdueAtEnd(month: Month, due: Counts<LocalDate>, { overdue }: History['months']): number {
  const end = lastDayOfMonth(month);
  return (overdue.get(month) ?? 0) + howMany(due, (by) => by < end);
}

/** Months within which a theme that was closed is recurring when it is raised again. */
export const RECURRENCE_MONTHS = 24;

/** Commitments of a theme that were raised within 24 months after another one in the region had been closed. */
export function recurrencesOf({ raised, closed }: Pick<ThemeCounts, 'raised' | 'closed'>): number {
  return howMany(raised, (day) => lastClosedBefore(day, closed) !== undefined);
}

/**
 * The last day, within the 24 months before a day, on which a commitment of the theme was closed: raised on that day, it
 * recurs. What is closed on the day itself does not count: it may be the same one.
 */
export function lastClosedBefore(day: LocalDate, closed: Counts<LocalDate>): LocalDate | undefined {
  const from = monthsBefore(day, RECURRENCE_MONTHS);
  return [...closed.keys()]
    .filter((on) => on >= from && on < day)
    .toSorted()
    .at(-1);
}

/** The same day so many months earlier, or the last of that month where it has no such day. */
function monthsBefore(day: LocalDate, months: number): LocalDate {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  const month = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  const last = lastDayOfMonth(month);
  const same = `${month}${day.slice(-'-DD'.length)}`;
  return same < last ? same : last;
}
