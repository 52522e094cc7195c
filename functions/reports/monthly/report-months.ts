import type { Calendar } from '../../calendar/calendar.ts';
import { InputRefusedError } from '../../platform/values/errors.ts';
import { type LocalDate, lastDayOfMonth, localDateIn } from '../../platform/values/local-date.ts';
import { type Month, monthBefore, monthOf } from '../../platform/values/months.ts';
import { ZONE_NAMES } from '../../regions/zones.ts';
import { worksOn } from '../../reminders/sweeps.ts';

/** Metric, by zone: runs after which a zone has nothing left to do that day. Dry runs do not count. */
export const MONTHS_FINISHED = 'MonthlyReportsFinished';

/** The zone in which a month ends last: a month that is over there is over everywhere. */
const [LAST_ZONE] = ZONE_NAMES;

/** Why a scheduled run has nothing to do: the month is done, or offices are closed. */
export const MONTH_IDLENESS = ['done', 'dayOff'] as const;
export type MonthIdleness = (typeof MONTH_IDLENESS)[number];

/**
 * Why a scheduled run does nothing; undefined if it proceeds. So a month is reported on the first working day after it,
 * or on the next working day if that run was missed.
 */
export function monthIdleness(day: LocalDate, isDone: boolean, calendar: Calendar): MonthIdleness | undefined {
  if (isDone) return 'done';
  return worksOn(day, null, calendar) ? undefined : 'dayOff';
}

/**
 * Checks that a month is over in all of Indonesia, because a stored report is never changed.
 * @param isAnyDay whether the present month is allowed, too; for local use
 * @throws InputRefusedError the month is not over
 */
export function checkReportMonth(month: Month, now: Date, isAnyDay: boolean): void {
  const today = localDateIn(LAST_ZONE, now);
  const last = isAnyDay ? monthOf(today) : monthBefore(today);
  if (month <= last) return;
  const message = `belum berakhir di seluruh Indonesia; yang terakhir dapat dilaporkan adalah ${last}`;
  throw new InputRefusedError([{ path: 'input.month', message }]);
}

/** The day of a month's report: its last day, or today if that is earlier. */
export function reportedDay(month: Month, today: LocalDate): LocalDate {
  const last = lastDayOfMonth(month);
  return last < today ? last : today;
}
