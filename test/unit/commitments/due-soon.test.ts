import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { workingDayNumber } from '../../../functions/calendar/working-day-numbers.ts';
import { endOfDueSoon, isDueSoon } from '../../../functions/commitments/due-soon.ts';
import { addDays } from '../../../functions/platform/values/local-date.ts';

const PALOPO = '73.73';

describe('the due-soon window', () => {
  it.each`
    day             | end             | because
    ${'2026-06-01'} | ${'2026-06-11'} | ${'the seventh working day is 10 June'}
    ${'2025-03-24'} | ${'2025-04-14'} | ${'Nyepi, Idul Fitri and collective leave lie between'}
  `('seen on $day ends before $end: $because', ({ day, end }) => {
    expect(endOfDueSoon(day, PALOPO, DECREED_CALENDAR)).toBe(end);
  });

  it.each(['2025-03-24', '2025-08-15', '2025-08-16', '2025-12-23'])(
    'is the same by date and by number of working days, seen on %s',
    (day) => {
      const number = (date: string) => workingDayNumber(date, PALOPO, DECREED_CALENDAR);
      const end = endOfDueSoon(day, PALOPO, DECREED_CALENDAR);
      for (let days = 0; days < 40; days += 1) {
        const date = addDays(day, days);
        expect(isDueSoon(number(date) - number(day)), date).toBe(date < end);
      }
    },
  );

  it('excludes a date that has passed', () => {
    expect(isDueSoon(-1)).toBe(false);
  });
});
