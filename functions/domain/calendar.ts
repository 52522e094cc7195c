import * as z from 'zod/mini';
import shipped from './data/holidays.json' with { type: 'json' };
import { addDays, type LocalDate, localDate, weekdayOf } from './local-date.ts';

/** A decreed day off: national holiday or collective leave (cuti bersama), in the whole nation unless regions are named. */
export interface DayOff {
  readonly date: LocalDate;
  readonly kind: 'national' | 'collective';
  /** Id of the decree that decided it. */
  readonly decree: string;
  readonly regions?: readonly string[];
}

/** The decreed days off by date. A year without any counts weekends only. */
export type Calendar = ReadonlyMap<LocalDate, DayOff>;

/** Builds a calendar from days off. */
export function calendarOf(days: readonly DayOff[]): Calendar {
  return new Map(days.map((day) => [day.date, day]));
}

const decrees = z.array(
  z.object({ id: z.string(), national: z.optional(z.array(localDate)), collective: z.optional(z.array(localDate)) }),
);

/** The calendar that ships with the product: joint ministerial decrees for 2025 and 2026, each day with its decree. */
export const DECREED_CALENDAR: Calendar = calendarOf(
  decrees
    .parse(shipped.decrees)
    .flatMap(({ id, national = [], collective = [] }) => [
      ...national.map((date) => ({ date, kind: 'national' as const, decree: id })),
      ...collective.map((date) => ({ date, kind: 'collective' as const, decree: id })),
    ]),
);

/**
 * Whether offices of the region work on that day: Monday to Friday, no national holiday, no collective leave.
 * @param region code of the region; a day decreed for some regions counts in them and in their kabupaten and kota
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

/** The day `workingDays` working days after `from`, which is day zero whether it is a working day or not. */
export function addWorkingDays(from: LocalDate, workingDays: number, region: string, calendar: Calendar): LocalDate {
  let day = from;
  for (let left = workingDays; left > 0; left -= 1) day = nextWorkingDay(day, region, calendar);
  return day;
}
