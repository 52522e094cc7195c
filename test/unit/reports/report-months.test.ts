import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { InputRefusedError } from '../../../functions/platform/values/errors.ts';
import { addDays } from '../../../functions/platform/values/local-date.ts';
import { dayAfterMonth, month, monthBefore } from '../../../functions/platform/values/months.ts';
import { monthlyKey } from '../../../functions/reports/monthly/monthly-letters.ts';
import { checkReportMonth, monthIdleness, reportedDay } from '../../../functions/reports/monthly/report-months.ts';
import { underEachZone } from '../../harness/process-zone.ts';

underEachZone(() => {
  describe('the first morning on which a month is reported', () => {
    it.each`
      after           | first           | because
      ${'2026-10-31'} | ${'2026-11-02'} | ${'it begins with a Sunday'}
      ${'2026-09-30'} | ${'2026-10-01'} | ${'it begins with a Thursday'}
      ${'2025-12-31'} | ${'2026-01-02'} | ${'New Year is off'}
      ${'2025-03-31'} | ${'2025-04-08'} | ${'Idul Fitri and its collective leave are off'}
      ${'2028-02-29'} | ${'2028-03-01'} | ${'it is a leap year'}
    `('after $after is $first: $because', ({ after, first }) => {
      let day = addDays(after, 1);
      while (monthIdleness(day, false, DECREED_CALENDAR) === 'dayOff') day = addDays(day, 1);
      expect(day).toBe(first);
      expect(monthIdleness(first, false, DECREED_CALENDAR)).toBeUndefined();
      expect(monthIdleness(first, true, DECREED_CALENDAR)).toBe('done');
    });
  });

  describe('a requested month', () => {
    it.each`
      month        | now                           | isAnyDay | isAccepted | because
      ${'2026-10'} | ${'2026-11-01T00:00:00.000Z'} | ${false} | ${true}    | ${'it is over'}
      ${'2020-01'} | ${'2026-11-01T00:00:00.000Z'} | ${false} | ${true}    | ${'it has long been over'}
      ${'2026-10'} | ${'2026-10-31T16:59:59.999Z'} | ${false} | ${false}   | ${'in WIB it is a second before midnight, though in WIT it is two in the morning'}
      ${'2026-10'} | ${'2026-10-31T17:00:00.000Z'} | ${false} | ${true}    | ${'it is midnight in WIB'}
      ${'2025-12'} | ${'2025-12-31T17:00:00.000Z'} | ${false} | ${true}    | ${'the new year has come to WIB'}
      ${'2026-11'} | ${'2026-11-25T03:00:00.000Z'} | ${false} | ${false}   | ${'it is still going on'}
      ${'2026-11'} | ${'2026-11-25T03:00:00.000Z'} | ${true}  | ${true}    | ${'locally it may be'}
      ${'2026-12'} | ${'2026-11-25T03:00:00.000Z'} | ${true}  | ${false}   | ${'it has not begun'}
    `(
      '$month at $now, any day $isAnyDay, is accepted: $isAccepted, because $because',
      ({ month, now, isAnyDay, isAccepted }) => {
        const check = () => checkReportMonth(month, new Date(now), isAnyDay);
        if (isAccepted) expect(check).not.toThrow();
        else expect(check).toThrow(InputRefusedError);
      },
    );
  });

  it.each`
    of           | before       | after
    ${'2026-01'} | ${'2025-12'} | ${'2026-02-01'}
    ${'2025-12'} | ${'2025-11'} | ${'2026-01-01'}
    ${'2028-03'} | ${'2028-02'} | ${'2028-04-01'}
  `('month $of follows $before, and its letters are dated $after', ({ of, before, after }) => {
    expect(monthBefore(`${of}-15`)).toBe(before);
    expect(dayAfterMonth(of)).toBe(after);
    expect(monthlyKey('73.73-sekda', of)).toEqual({ office: '73.73-sekda', kind: 'report', day: after });
  });

  it.each`
    of           | today           | day
    ${'2026-10'} | ${'2026-11-02'} | ${'2026-10-31'}
    ${'2026-11'} | ${'2026-11-25'} | ${'2026-11-25'}
    ${'2026-11'} | ${'2026-11-30'} | ${'2026-11-30'}
    ${'2028-02'} | ${'2028-03-01'} | ${'2028-02-29'}
  `('a report of $of made on $today is as of $day', ({ of, today, day }) => {
    expect(reportedDay(of, today)).toBe(day);
  });
});

it.each(['2026-13', '2026-00', '2026-1', '1899-12', '2200-01', '2026-10-01', ''])('rejects %j as a month', (text) => {
  expect(month.safeParse(text).success).toBe(false);
});
