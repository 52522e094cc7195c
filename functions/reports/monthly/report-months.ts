import type { Calendar } from '../../calendar/calendar.ts';
import { InputRefusedError } from '../../platform/values/errors.ts';
import { type LocalDate, lastDayOfMonth, localDateIn } from '../../platform/values/local-date.ts';
import { type Month, monthBefore, monthOf } from '../../platform/values/months.ts';
import { ZONE_NAMES } from '../../regions/zones.ts';
import { worksOn } from '../../reminders/sweeps.ts';

/** Name of the metric of runs, dry ones aside, after which nothing is left to be done in a zone that day, by zone. */
export const MONTHS_FINISHED = 'MonthlyReportsFinished';

/** The zone in which a month ends last: what is over there is over everywhere. */
const [LAST_ZONE] = ZONE_NAMES;

/** Why a run that nobody asked for has nothing to do: the month is done, or nobody is at work to be told. */
export const MONTH_IDLENESS = ['done', 'dayOff'] as const;
export type MonthIdleness = (typeof MONTH_IDLENESS)[number];

/**
 * Why the run of a morning does nothing; undefined if it goes on. So a month is done on the first working day after it,
 * and what was missed then, on the next one.
 */
export function monthIdleness(day: LocalDate, isDone: boolean, calendar: Calendar): MonthIdleness | undefined {
  if (isDone) return 'done';
  return worksOn(day, null, calendar) ? undefined : 'dayOff';
}

/**
 * Checks that a month is over, in all of Indonesia: its reports are never changed.
 * @param isAnyDay whether that of today may be reported on as well, as of today: locally, to see a month pass
 * @throws InputRefusedError it is not over
 */
export function checkReportMonth(month: Month, now: Date, isAnyDay: boolean): void {
  const today = localDateIn(LAST_ZONE, now);
  const last = isAnyDay ? monthOf(today) : monthBefore(today);
  if (month <= last) return;
  const message = `belum berakhir di seluruh Indonesia; yang terakhir dapat dilaporkan adalah ${last}`;
  throw new InputRefusedError([{ path: 'input.month', message }]);
}

/** The day that a month's report is of: its last, or as long as that has not come, today. */
export function reportedDay(month: Month, today: LocalDate): LocalDate {
  const last = lastDayOfMonth(month);
  return last < today ? last : today;
}
