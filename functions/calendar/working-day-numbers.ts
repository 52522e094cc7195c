import { type LocalDate, weekdayOf } from '../platform/values/local-date.ts';
import { type Calendar, isWorkingDay } from './calendar.ts';

const DAY_MS = 86_400_000;

/** Days from Monday, 29 December 1969, to 1 January 1970. */
const FROM_MONDAY = 3;

/** Cache: decreed days off on weekdays, as sorted days since 1970, by calendar and region. */
const known = new WeakMap<Calendar, Map<string, readonly number[]>>();

/**
 * The number of working days of a region since 1970, up to and including `date`. The difference of two numbers is the
 * number of working days between two dates, without iterating; a sweep needs it for every turn.
 */
export function workingDayNumber(date: LocalDate, region: string, calendar: Calendar): number {
  const day = Date.parse(date) / DAY_MS;
  const days = day + FROM_MONDAY;
  const weeks = Math.floor(days / 7);
  const weekdays = weeks * 5 + Math.min(days - weeks * 7 + 1, 5);
  return weekdays - countUpTo(day, daysOff(region, calendar));
}

function daysOff(region: string, calendar: Calendar): readonly number[] {
  const byRegion = known.get(calendar) ?? new Map<string, readonly number[]>();
  known.set(calendar, byRegion);
  const found = byRegion.get(region);
  if (found !== undefined) return found;
  const days = [...calendar.keys()]
    .filter((date) => weekdayOf(date) % 6 !== 0 && !isWorkingDay(date, region, calendar))
    .map((date) => Date.parse(date) / DAY_MS)
    .sort((one, other) => one - other);
  byRegion.set(region, days);
  return days;
}

/** How many of the sorted days are at or before `day`. */
function countUpTo(day: number, days: readonly number[]): number {
  let [from, to] = [0, days.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((days[middle] ?? day) <= day) from = middle + 1;
    else to = middle;
  }
  return from;
}
