import { describe, expect, it } from 'vitest';
import { calendarOf, DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import {
  checkSweepDay,
  dayOfSweep,
  idlenessOf,
  missedDays,
  officeRanges,
  spanOf,
  sweptSpan,
} from '../../../functions/reminders/sweeps.ts';
import { OFFICES } from '../../builders/palopo.ts';
import { underEachZone } from '../../harness/process-zone.ts';

underEachZone(() => {
  describe('the day of a sweep', () => {
    it.each`
      zone               | scheduledAt                         | startedAt                     | day             | because
      ${'Asia/Jakarta'}  | ${'2026-07-16T00:30:00Z'}           | ${'2026-07-16T00:30:01.000Z'} | ${'2026-07-16'} | ${'it is 07:30 there'}
      ${'Asia/Makassar'} | ${'2026-07-15T23:30:00Z'}           | ${'2026-07-15T23:30:01.000Z'} | ${'2026-07-16'} | ${'it is 07:30 there, and the day before in UTC'}
      ${'Asia/Jayapura'} | ${'2026-07-15T22:30:00Z'}           | ${'2026-07-15T22:30:01.000Z'} | ${'2026-07-16'} | ${'so it is there'}
      ${'Asia/Jakarta'}  | ${'2026-07-16T00:30:00Z'}           | ${'2026-07-16T17:05:00.000Z'} | ${'2026-07-16'} | ${'it was started after midnight, and is of the day before'}
      ${'Asia/Jakarta'}  | ${undefined}                        | ${'2026-07-16T16:59:59.999Z'} | ${'2026-07-16'} | ${'it is a second before midnight in WIB'}
      ${'Asia/Makassar'} | ${undefined}                        | ${'2026-07-16T15:59:59.999Z'} | ${'2026-07-16'} | ${'it is a second before midnight in WITA'}
      ${'Asia/Makassar'} | ${undefined}                        | ${'2026-07-16T16:00:00.000Z'} | ${'2026-07-17'} | ${'it is midnight in WITA'}
      ${'Asia/Jayapura'} | ${undefined}                        | ${'2026-07-16T14:59:59.999Z'} | ${'2026-07-16'} | ${'it is a second before midnight in WIT'}
      ${'Asia/Jakarta'}  | ${undefined}                        | ${'2026-12-31T17:00:00.000Z'} | ${'2027-01-01'} | ${'the new year has come to WIB'}
      ${'Asia/Jayapura'} | ${undefined}                        | ${'2028-02-28T15:00:00.000Z'} | ${'2028-02-29'} | ${'the year has such a day'}
      ${'Asia/Jakarta'}  | ${'<aws.scheduler.scheduled-time>'} | ${'2026-07-16T00:30:01.000Z'} | ${'2026-07-16'} | ${'the scheduler has put in no time'}
    `('in $zone is $day: $because', ({ zone, scheduledAt, startedAt, day }) => {
      expect(dayOfSweep(zone, undefined, { scheduledAt, startedAt })).toBe(day);
      expect(dayOfSweep(zone, '2026-01-02', { scheduledAt, startedAt })).toBe('2026-01-02');
    });
  });

  describe('a scheduled sweep', () => {
    it.each`
      zone               | day             | now                           | idle         | because
      ${'Asia/Jakarta'}  | ${'2026-07-16'} | ${'2026-07-16T00:30:01.000Z'} | ${undefined} | ${'it is in time'}
      ${'Asia/Jakarta'}  | ${'2026-07-16'} | ${'2026-07-16T03:30:01.000Z'} | ${undefined} | ${'it comes three hours late'}
      ${'Asia/Jakarta'}  | ${'2026-07-16'} | ${'2026-07-16T08:59:59.000Z'} | ${undefined} | ${'offices are still at work'}
      ${'Asia/Jakarta'}  | ${'2026-07-16'} | ${'2026-07-16T09:00:00.000Z'} | ${'tooLate'} | ${'they have gone home'}
      ${'Asia/Makassar'} | ${'2026-07-16'} | ${'2026-07-16T16:30:00.000Z'} | ${'tooLate'} | ${'it comes after midnight'}
      ${'Asia/Jakarta'}  | ${'2026-07-18'} | ${'2026-07-18T00:30:01.000Z'} | ${'dayOff'}  | ${'it is a Saturday'}
      ${'Asia/Jakarta'}  | ${'2026-08-17'} | ${'2026-08-17T00:30:01.000Z'} | ${'dayOff'}  | ${'it is Independence Day'}
    `('in $zone for $day, at $now, is idle ($idle): $because', ({ zone, day, now, idle }) => {
      expect(idlenessOf(zone, day, true, new Date(now), DECREED_CALENDAR)).toBe(idle);
      expect(idlenessOf(zone, day, false, new Date(now), DECREED_CALENDAR)).toBe(idle === 'tooLate' ? undefined : idle);
    });

    it('proceeds if only some regions have a day off', () => {
      const regional = calendarOf([{ date: '2026-07-16', kind: 'national', decree: 'd', regions: ['73.73'] }]);
      expect(
        idlenessOf('Asia/Makassar', '2026-07-16', true, new Date('2026-07-15T23:30:00Z'), regional),
      ).toBeUndefined();
    });
  });

  describe('a run for a day', () => {
    // Thursday, 10:00 in WITA.
    const now = new Date('2026-07-16T02:00:00Z');
    const check = (
      day: string | undefined,
      { dryRun = false, last = '2026-07-13', isAnyDay = false, at = now } = {},
    ) => {
      const context = { now: at, calendar: DECREED_CALENDAR, last: last === '' ? undefined : last, isAnyDay };
      return () => checkSweepDay({ zone: 'Asia/Makassar', day }, dryRun, context);
    };

    it.each([undefined, '2026-07-16', '2026-07-14', '2026-07-15'])('sends letters for %s: today, or missed', (day) => {
      expect(check(day)).not.toThrow();
    });

    it.each`
      day             | last            | message
      ${'2026-07-17'} | ${'2026-07-13'} | ${/belum tiba .*dryRun/}
      ${'2026-07-13'} | ${'2026-07-13'} | ${/tidak terlewat/}
      ${'2026-07-10'} | ${'2026-07-13'} | ${/tidak terlewat/}
      ${'2026-07-12'} | ${'2026-07-09'} | ${/bukan hari kerja/}
      ${'2026-07-15'} | ${''}           | ${/tidak terlewat/}
    `('is refused for $day with the last sweep on $last', ({ day, last, message }) => {
      expect(check(day, { last })).toThrow(message);
      expect(check(day, { last, dryRun: true })).not.toThrow();
      expect(check(day, { last, isAnyDay: true })).not.toThrow();
    });

    it('in the past is refused on a day off', () => {
      const at = new Date('2026-07-18T02:00:00Z');
      expect(check('2026-07-17', { last: '2026-07-16', at })).toThrow(/bukan hari kerja; ulangi/);
      expect(check('2026-07-18', { last: '2026-07-16', at })).not.toThrow();
    });
  });
});

describe('the days of a sweep', () => {
  it.each`
    day             | last            | today           | after           | because
    ${'2026-07-16'} | ${'2026-07-15'} | ${'2026-07-16'} | ${'2026-07-15'} | ${'the day before was swept'}
    ${'2026-07-16'} | ${'2026-07-13'} | ${'2026-07-16'} | ${'2026-07-13'} | ${'two days were missed'}
    ${'2026-07-16'} | ${undefined}    | ${'2026-07-16'} | ${'2026-07-15'} | ${'it is the first sweep'}
    ${'2026-08-20'} | ${'2026-07-15'} | ${'2026-07-16'} | ${'2026-08-19'} | ${'until then every day will have been swept'}
    ${'2026-08-20'} | ${'2026-08-10'} | ${'2026-07-16'} | ${'2026-08-10'} | ${'days to come have been swept already, as in a trial'}
  `('of $day on $today, after $last, begin after $after: $because', ({ day, last, today, after }) => {
    expect(sweptSpan(day, last, today)).toEqual({ after, day });
  });

  it("go back to the last working day of an office's region", () => {
    const regional = calendarOf([{ date: '2026-07-15', kind: 'national', decree: 'd', regions: ['73.73'] }]);
    const span = { after: '2026-07-15', day: '2026-07-16' };
    expect(spanOf(span, '73.73', regional).after).toBe('2026-07-14');
    expect(spanOf(span, '73.17', regional).after).toBe('2026-07-15');
    expect(spanOf(span, null, regional).after).toBe('2026-07-15');
    expect(spanOf({ after: '2026-07-19', day: '2026-07-20' }, null, regional).after).toBe('2026-07-17');
  });

  it('include the missed working days without that of the sweep', () => {
    expect(missedDays({ after: '2026-08-13', day: '2026-08-19' }, DECREED_CALENDAR)).toEqual([
      '2026-08-14',
      '2026-08-18',
    ]);
    expect(missedDays({ after: '2026-08-14', day: '2026-08-18' }, DECREED_CALENDAR)).toEqual([]);
  });
});

describe('the ranges of offices', () => {
  const ids = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(3, '0')}`);

  it('hold about fifty offices and every office once', () => {
    const all = [...ids(30, '73.01-'), ...ids(30, '73.02-'), ...ids(30, '73.03-')].toSorted();
    expect(officeRanges(all)).toEqual([
      { first: '73.01-000', last: '73.02-029' },
      { first: '73.03-000', last: '73.03-029' },
    ]);
  });

  it('keep all offices of a region together', () => {
    expect(officeRanges(ids(170, '73.73-'))).toEqual([{ first: '73.73-000', last: '73.73-169' }]);
  });

  it('stay within one province', () => {
    expect(officeRanges(['62.02-dinkes', '64.02-dinkes', '64.72-dinkes', 'bpjs-cabang-sampit', 'bpjs-pusat'])).toEqual([
      { first: '62.02-dinkes', last: '62.02-dinkes' },
      { first: '64.02-dinkes', last: '64.72-dinkes' },
      { first: 'bpjs-cabang-sampit', last: 'bpjs-pusat' },
    ]);
  });

  it('cut offices without a region by number', () => {
    expect(officeRanges(ids(120, 'bpjs-cabang-')).map(({ first }) => first)).toEqual([
      'bpjs-cabang-000',
      'bpjs-cabang-050',
      'bpjs-cabang-100',
    ]);
  });

  it('are none for a zone without offices', () => {
    expect(officeRanges([])).toEqual([]);
  });

  it('of the examples contain every local government superior with its subordinates', () => {
    const ranges = officeRanges([...OFFICES.keys()].toSorted());
    const rangeOf = (id: string) => ranges.findIndex(({ first, last }) => first <= id && id <= last);
    for (const { officeId, escalatesTo } of OFFICES.values()) {
      if (escalatesTo !== null) expect([officeId, rangeOf(officeId)]).toEqual([officeId, rangeOf(escalatesTo)]);
    }
  });
});
