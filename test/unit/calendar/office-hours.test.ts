import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf, DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { isInOfficeHours, nextOfficeHours } from '../../../functions/calendar/office-hours.ts';
import { underEachZone } from '../../harness/process-zone.ts';

const PALOPO = '73.73';

underEachZone(() => {
  describe('the next office hours', () => {
    it.each`
      at                        | timeZone           | opens                     | because
      ${'2026-08-14T00:29:59Z'} | ${'Asia/Jakarta'}  | ${'2026-08-14T00:30:00Z'} | ${'they begin at 07:30'}
      ${'2026-08-14T00:30:00Z'} | ${'Asia/Jakarta'}  | ${'2026-08-14T00:30:00Z'} | ${'they have just begun'}
      ${'2026-08-14T08:59:59Z'} | ${'Asia/Jakarta'}  | ${'2026-08-14T08:59:59Z'} | ${'they last until 16:00'}
      ${'2026-08-14T09:00:00Z'} | ${'Asia/Jakarta'}  | ${'2026-08-18T00:30:00Z'} | ${'a weekend and Independence Day follow'}
      ${'2026-08-14T07:59:00Z'} | ${'Asia/Makassar'} | ${'2026-08-14T07:59:00Z'} | ${'it is 15:59 in WITA'}
      ${'2026-08-14T08:00:00Z'} | ${'Asia/Makassar'} | ${'2026-08-17T23:30:00Z'} | ${'it is 16:00 in WITA'}
      ${'2026-08-12T15:30:00Z'} | ${'Asia/Jayapura'} | ${'2026-08-12T22:30:00Z'} | ${'it is the 13th in WIT already, before work'}
      ${'2026-08-12T22:30:00Z'} | ${'Asia/Jayapura'} | ${'2026-08-12T22:30:00Z'} | ${'it is 07:30 in WIT'}
      ${'2026-12-31T12:00:00Z'} | ${'Asia/Jakarta'}  | ${'2027-01-01T00:30:00Z'} | ${'2027 has no decree yet'}
    `('after $at in $timeZone start at $opens: $because', ({ at, timeZone, opens }) => {
      const now = new Date(at);
      expect(nextOfficeHours(now, timeZone, PALOPO, DECREED_CALENDAR)).toEqual(new Date(opens));
      expect(isInOfficeHours(now, timeZone, PALOPO, DECREED_CALENDAR)).toBe(at === opens);
    });
  });
});

const regional = calendarOf([{ date: '2026-07-01', kind: 'national', decree: 'd', regions: [PALOPO] }]);

it.each`
  region     | works
  ${PALOPO}  | ${false}
  ${'73.17'} | ${true}
  ${null}    | ${true}
`('an office of $region is open on a day off of Palopo: $works', ({ region, works }) => {
  expect(isInOfficeHours(new Date('2026-07-01T02:00:00Z'), 'Asia/Makassar', region, regional)).toBe(works);
});

it('the next office hours are within office hours and never in the past', () => {
  const moment = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  const zone = fc.constantFrom('Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura');
  fc.assert(
    fc.property(moment, zone, (now, timeZone) => {
      const next = nextOfficeHours(now, timeZone, PALOPO, DECREED_CALENDAR);
      expect(isInOfficeHours(next, timeZone, PALOPO, DECREED_CALENDAR)).toBe(true);
      expect(next.getTime()).toBeGreaterThanOrEqual(now.getTime());
      expect(isInOfficeHours(now, timeZone, PALOPO, DECREED_CALENDAR)).toBe(next.getTime() === now.getTime());
    }),
  );
});
