import { addWorkingDays, type Calendar, nextWorkingDay } from '../calendar/calendar.ts';
import type { LocalDate } from '../platform/values/local-date.ts';

/** Working days up to a date within which it is due soon. */
const DUE_SOON_WORKING_DAYS = 7;

/** Whether a date is due soon that is so many working days away: 0 on the day itself, negative when it has passed. */
export function isDueSoon(workingDaysLeft: number): boolean {
  return workingDaysLeft >= 0 && workingDaysLeft <= DUE_SOON_WORKING_DAYS;
}

/** The first date that is not due soon on a day; all dates from the day up to this one are. */
export function endOfDueSoon(day: LocalDate, region: string, calendar: Calendar): LocalDate {
  // Counted from the day, not up to a date, which may be years away.
  const last = addWorkingDays(day, DUE_SOON_WORKING_DAYS, region, calendar);
  return nextWorkingDay(last, region, calendar);
}
