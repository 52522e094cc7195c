import type { LocalDate } from '../platform/values/local-date.ts';
import { type Calendar, isProvisional } from './calendar.ts';
import { yearOf } from './calendar-years.ts';

/** A daily metric while a calendar is missing; an alarm in infra uses the same name. */
export const CALENDAR_MISSING = 'CalendarMissing';

/** Whether the calendar of the current year is missing, or from 1 December that of the next year. */
export function isCalendarMissing(today: LocalDate, calendar: Calendar): boolean {
  const year = yearOf(today);
  return isProvisional(year, calendar) || (today.slice(5) >= '12-01' && isProvisional(year + 1, calendar));
}
