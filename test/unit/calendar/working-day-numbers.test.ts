import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf, DECREED_CALENDAR, workingDaysBetween } from '../../../functions/calendar/calendar.ts';
import { workingDayNumber } from '../../../functions/calendar/working-day-numbers.ts';
import { addDays } from '../../../functions/platform/values/local-date.ts';

const regional = calendarOf([
  ...DECREED_CALENDAR.values(),
  { date: '2026-07-01', kind: 'national', decree: 'd', regions: ['73.73'] },
]);

describe('workingDayNumber', () => {
  it('counts the days between two dates like an iteration', () => {
    const day = fc.integer({ min: -1_500, max: 1_500 }).map((days) => addDays('2026-01-01', days));
    const region = fc.constantFrom('73.73', '73.17', '62.02');
    fc.assert(
      fc.property(day, day, region, (from, to, where) => {
        const counted = workingDayNumber(to, where, regional) - workingDayNumber(from, where, regional);
        expect(counted - workingDaysBetween(from, to, where, regional)).toBe(0);
      }),
    );
  });

  it.each(['1900-01-01', '1969-12-28', '1969-12-31', '2199-12-31'])('is correct around %s', (day) => {
    for (const days of [1, 2, 3, 4, 5, 6, 7]) {
      const to = addDays(day, days);
      const counted = workingDayNumber(to, '73.73', regional) - workingDayNumber(day, '73.73', regional);
      expect(counted).toBe(workingDaysBetween(day, to, '73.73', regional));
    }
  });
});
