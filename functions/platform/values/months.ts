import * as z from 'zod';
import { addDays, type LocalDate, lastDayOfMonth } from './local-date.ts';

/** A month `YYYY-MM`, from 1900 to 2199. */
export const month = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/);
export type Month = z.infer<typeof month>;

export function monthOf(day: LocalDate): Month {
  return day.slice(0, 'YYYY-MM'.length);
}

/** The month before the month of a day. */
export function monthBefore(day: LocalDate): Month {
  return monthOf(addDays(`${monthOf(day)}-01`, -1));
}

export function dayAfterMonth(of: Month): LocalDate {
  return addDays(lastDayOfMonth(of), 1);
}

/** Month ends from `first` to `last`, inclusive. */
export function monthEndsBetween(first: LocalDate, last: LocalDate): readonly LocalDate[] {
  const ends: LocalDate[] = [];
  // Avoids Date objects: the first rebuild asks for all months since 1900, for every place.
  for (let month = monthOf(first); ; month = monthAfter(month)) {
    const end = lastDayOfMonth(month);
    if (end > last) return ends;
    ends.push(end);
  }
}

function monthAfter(of: Month): Month {
  const [year, number] = [Number(of.slice(0, 4)), Number(of.slice(5))];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** The twelve months up to the month of `day`, in order. */
export function twelveMonthsTo(day: LocalDate): readonly Month[] {
  const months = [monthOf(day)];
  for (let first = `${monthOf(day)}-01`; months.length < 12; first = `${months[0]}-01`) {
    months.unshift(monthOf(addDays(first, -1)));
  }
  return months;
}
