import type { Calendar } from '../../calendar/calendar.ts';
import { endOfDueSoon } from '../../commitments/due-soon.ts';
import { STAGE_NAMES, type Stage } from '../../commitments/stages.ts';
import { type Counts, medianOf, totalOf } from '../../platform/values/counts.ts';
import { type LocalDate, lastDayOfMonth } from '../../platform/values/local-date.ts';
import { type Month, monthOf, twelveMonthsTo } from '../../platform/values/months.ts';
import type { MeasureName } from './measure-table.ts';
import type { GroupCounts, Headline, History, ThemeCounts } from './statistics.ts';

export function countOf({ counts }: GroupCounts, measure: MeasureName): number {
  return counts.get(measure) ?? 0;
}

/** Number of open commitments: raised to verified, including overdue ones. */
export function openIn(group: GroupCounts): number {
  return totalOf(group.counts, (measure) => OPEN.has(measure));
}

const OPEN: ReadonlySet<MeasureName> = new Set<MeasureName>(['raised', 'assigned', 'inProgress', 'verified']);

/** Number of awaited deliveries whose date has passed. Due on the day itself is not overdue. */
export function overdueOn({ due }: GroupCounts, day: LocalDate): number {
  return totalOf(due, (by) => by < day);
}

/** Number of open commitments whose present turn is past its date, whichever office has to act. */
export function lateTurnsOn({ turns }: Headline, day: LocalDate): number {
  return totalOf(turns, (by) => by < day);
}

/**
 * Number of deliveries due soon and not overdue.
 * @param region code of the place whose working days apply
 */
export function dueSoonOn({ due }: GroupCounts, day: LocalDate, region: string, calendar: Calendar): number {
  const end = endOfDueSoon(day, region, calendar);
  return totalOf(due, (by) => by >= day && by < end);
}

const DAY_MS = 86_400_000;

/** The key for all days that were merged (roll-ups.ts). */
export const LONG_AGO: LocalDate = '1900-01-01';

/**
 * The most and the median calendar days that deliveries are overdue. Undefined if nothing is overdue or past days were
 * merged.
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

/** Median calendar days in a stage over the commitments that have left it; undefined if none has. */
export function medianDaysIn(stage: Stage, { stays }: History): number | undefined {
  return medianOf(stays.get(stage) ?? new Map());
}

/** Number of commitments by stage at the ends of months. Unknown months are absent. */
export type StagesAtMonthEnds = ReadonlyMap<Month, Counts<Stage>>;

/** A month of the trend: raised and closed in it (and still closed); overdue and stages at its end. */
export interface TrendMonth {
  readonly month: Month;
  readonly raised: number;
  readonly closed: number;
  readonly overdue: number;
  /** Undefined if unknown. */
  readonly stages: Counts<Stage> | undefined;
}

/** The twelve months up to a day, the last one as of that day. */
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

export function stagesIn({ counts }: Pick<GroupCounts, 'counts'>): Counts<Stage> {
  return new Map(
    STAGE_NAMES.map((stage): [Stage, number] => [stage, counts.get(stage) ?? 0]).filter(([, count]) => count > 0),
  );
}

/** Before the first month with a commitment, no commitment was in any stage. */
function stagesBefore({ raised }: History['months'], month: Month): Counts<Stage> | undefined {
  return [...raised.keys()].some((first) => first <= month) ? undefined : new Map();
}

function overdueAtEnd(month: Month, due: Counts<LocalDate>, { overdue }: History['months']): number {
  const end = lastDayOfMonth(month);
  return (overdue.get(month) ?? 0) + totalOf(due, (by) => by < end);
}

/** A theme recurs if it is raised again within this many months of being closed. */
export const RECURRENCE_MONTHS = 24;

/** Number of commitments of a theme raised within 24 months after another one in the region was closed. */
export function recurrencesOf({ raised, closed }: Pick<ThemeCounts, 'raised' | 'closed'>): number {
  return totalOf(raised, (day) => lastClosedBefore(day, closed) !== undefined);
}

/**
 * The last day, within the 24 months before a day, on which a commitment of the theme was closed. Closing on the day
 * itself does not count: it may be the same commitment.
 */
export function lastClosedBefore(day: LocalDate, closed: Counts<LocalDate>): LocalDate | undefined {
  const from = monthsBefore(day, RECURRENCE_MONTHS);
  return [...closed.keys()]
    .filter((on) => on >= from && on < day)
    .toSorted()
    .at(-1);
}

/** The same day of an earlier month, or that month's last day if it is shorter. */
function monthsBefore(day: LocalDate, months: number): LocalDate {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  const month = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  const last = lastDayOfMonth(month);
  const same = `${month}${day.slice(-'-DD'.length)}`;
  return same < last ? same : last;
}
