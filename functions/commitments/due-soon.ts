import { addWorkingDays, type Calendar, nextWorkingDay } from '../calendar/calendar.ts';
import type { LocalDate } from '../platform/values/local-date.ts';

/** Working days up to a date within which it is due soon. */
const DUE_SOON_WORKING_DAYS = 7;

/** @param workingDaysLeft 0 on the due date itself, negative after it */
export function isDueSoon(workingDaysLeft: number): boolean {
  return workingDaysLeft >= 0 && workingDaysLeft <= DUE_SOON_WORKING_DAYS;
}

/** The first date after `day` that is not due soon on `day`. */
export function endOfDueSoon(day: LocalDate, region: string, calendar: Calendar): LocalDate {
  // Counts forward from the day, because a due date may be years away.
  const last = addWorkingDays(day, DUE_SOON_WORKING_DAYS, region, calendar);
  return nextWorkingDay(last, region, calendar);
}
