import { addDays, type LocalDate, weekdayOf } from '../platform/values/local-date.ts';
import { type CalendarYear, type DayOff, SHIPPED_YEARS } from './calendar-years.ts';

/** The decreed days off by date. A year without any has weekends only. */
export type Calendar = ReadonlyMap<LocalDate, DayOff>;

export function calendarOf(days: readonly DayOff[]): Calendar {
  return new Map(days.map((day) => [day.date, day]));
}

/** The calendar of all years: applied years replace shipped ones. */
export function calendarOver(applied: readonly CalendarYear[]): Calendar {
  const years = new Map([...SHIPPED_YEARS, ...applied].map((row) => [row.year, row]));
  return calendarOf([...years.values()].flatMap(({ days }) => days));
}

/** The shipped calendar, without applied years. */
export const DECREED_CALENDAR: Calendar = calendarOver([]);

/** Whether no decree covers the year yet, so that its working days may still change. */
export function isProvisional(year: number, calendar: Calendar): boolean {
  for (const date of calendar.keys()) if (date.startsWith(`${year}-`)) return false;
  return true;
}

/**
 * Whether the day is a working day: Monday to Friday, neither national holiday nor collective leave.
 * @param region a day off decreed for some places applies to these and to their regions
 */
export function isWorkingDay(date: LocalDate, region: string, calendar: Calendar): boolean {
  const weekday = weekdayOf(date);
  if (weekday === 0 || weekday === 6) return false;
  const off = calendar.get(date);
  if (off === undefined) return true;
  return off.regions !== undefined && !off.regions.some((code) => region === code || region.startsWith(`${code}.`));
}

/** The first working day after `date`. */
export function nextWorkingDay(date: LocalDate, region: string, calendar: Calendar): LocalDate {
  let day = addDays(date, 1);
  while (!isWorkingDay(day, region, calendar)) day = addDays(day, 1);
  return day;
}

/** The day `workingDays` working days after `from`, which does not count itself. */
export function addWorkingDays(from: LocalDate, workingDays: number, region: string, calendar: Calendar): LocalDate {
  let day = from;
  for (let left = workingDays; left > 0; left -= 1) day = nextWorkingDay(day, region, calendar);
  return day;
}

/** The number of working days after `from` up to and including `to`; negative if `to` is before `from`. */
export function workingDaysBetween(from: LocalDate, to: LocalDate, region: string, calendar: Calendar): number {
  if (to < from) return -workingDaysBetween(to, from, region, calendar);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, region, calendar)) count += 1;
  }
  return count;
}
