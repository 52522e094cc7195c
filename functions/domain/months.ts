import { addDays, type LocalDate, lastDayOfMonth } from './local-date.ts';

/** A month as `YYYY-MM`. */
export type Month = string;

/** The month of a day. */
export function monthOf(day: LocalDate): Month {
  return day.slice(0, 'YYYY-MM'.length);
}

/** The last day of the month of a day. */
export function monthEndOf(day: LocalDate): LocalDate {
  return lastDayOfMonth(monthOf(day));
}

/** The last days of months that lie between two days, these included. */
export function monthEndsBetween(first: LocalDate, last: LocalDate): readonly LocalDate[] {
  const ends: LocalDate[] = [];
  for (let end = monthEndOf(first); end <= last; end = monthEndOf(addDays(end, 1))) ends.push(end);
  return ends;
}

/** The twelve months up to that of a day, in order. */
export function twelveMonthsTo(day: LocalDate): readonly Month[] {
  const months = [monthOf(day)];
  for (let first = `${monthOf(day)}-01`; months.length < 12; first = `${months[0]}-01`) {
    months.unshift(monthOf(addDays(first, -1)));
  }
  return months;
}
