import type { LocalDate } from '../platform/values/local-date.ts';
import { type Calendar, isProvisional } from './calendar.ts';
import { yearOf } from './calendar-years.ts';

/** Name of the metric that is counted daily while a calendar is missing; the alarm of infra reads the same. */
export const CALENDAR_MISSING = 'CalendarMissing';

/** Whether a year has no calendar that should have one: the present one, and from 1 December on the next. */
export function isCalendarMissing(today: LocalDate, calendar: Calendar): boolean {
  const year = yearOf(today);
  return isProvisional(year, calendar) || (today.slice(5) >= '12-01' && isProvisional(year + 1, calendar));
}
