import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  calendarOf,
  DECREED_CALENDAR,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
} from '../../../functions/calendar/calendar.ts';
import { addDays, weekdayOf } from '../../../functions/platform/values/local-date.ts';
import { PROVINCES } from '../../../functions/regions/provinces.ts';
import { underEachZone } from '../../harness/process-zone.ts';

const PALOPO = '73.73';

/** The calendar before 18 August 2025 was added on 7 August. */
const BEFORE_AMENDMENT = calendarOf(
  [...DECREED_CALENDAR.values()].filter(({ decree }) => decree !== 'SKB-2025-amendment'),
);

underEachZone(() => {
  describe('a term in working days', () => {
    it.each`
      from            | days  | due             | because
      ${'2025-03-24'} | ${5}  | ${'2025-04-09'} | ${'Nyepi, Idul Fitri and collective leave lie between'}
      ${'2025-05-19'} | ${10} | ${'2025-06-04'} | ${'Ascension and the collective leave after it lie between'}
      ${'2025-06-19'} | ${14} | ${'2025-07-10'} | ${'the Islamic new year lies between'}
      ${'2025-10-23'} | ${60} | ${'2026-01-21'} | ${'it crosses the year'}
      ${'2025-08-11'} | ${5}  | ${'2025-08-19'} | ${'18 August was added on 7 August'}
      ${'2025-06-21'} | ${1}  | ${'2025-06-23'} | ${'a Saturday is day zero as well'}
      ${'2025-06-20'} | ${1}  | ${'2025-06-23'} | ${'a weekend lies between'}
      ${'2025-06-20'} | ${0}  | ${'2025-06-20'} | ${'the day of the event is day zero'}
      ${'2024-11-26'} | ${1}  | ${'2024-11-28'} | ${'the day of the regional elections was a holiday'}
    `('of $days days from $from ends on $due: $because', ({ from, days, due }) => {
      expect(addWorkingDays(from, days, PALOPO, DECREED_CALENDAR)).toBe(due);
    });
  });
});

describe('a term in working days', () => {
  it('ended on 18 August 2025 before the amendment', () => {
    expect(addWorkingDays('2025-08-11', 5, PALOPO, BEFORE_AMENDMENT)).toBe('2025-08-18');
  });

  const day = fc.integer({ min: 0, max: 1_000 }).map((days) => addDays('2024-06-01', days));
  const days = fc.integer({ min: 1, max: 250 });
  const region = fc.constantFrom(...PROVINCES);

  it('ends on a working day and contains exactly its number of working days', () => {
    fc.assert(
      fc.property(day, days, region, (from, count, where) => {
        const due = addWorkingDays(from, count, where, DECREED_CALENDAR);
        expect(isWorkingDay(due, where, DECREED_CALENDAR)).toBe(true);
        let worked = 0;
        for (let on = addDays(from, 1); on <= due; on = addDays(on, 1)) {
          if (isWorkingDay(on, where, DECREED_CALENDAR)) worked += 1;
        }
        expect(worked).toBe(count);
      }),
    );
  });

  it('equals the sum of two shorter terms', () => {
    fc.assert(
      fc.property(day, days, days, (from, one, other) => {
        const atOnce = addWorkingDays(from, one + other, PALOPO, DECREED_CALENDAR);
        const between = addWorkingDays(from, one, PALOPO, DECREED_CALENDAR);
        expect(addWorkingDays(between, other, PALOPO, DECREED_CALENDAR)).toBe(atOnce);
      }),
    );
  });

  it('never ends earlier with an additional day off', () => {
    fc.assert(
      fc.property(day, days, day, (from, count, added) => {
        const calendar = new Map(DECREED_CALENDAR).set(added, { date: added, kind: 'collective', decree: 'later' });
        const before = addWorkingDays(from, count, PALOPO, DECREED_CALENDAR);
        expect(addWorkingDays(from, count, PALOPO, calendar) >= before).toBe(true);
      }),
    );
  });
});

underEachZone(() => {
  describe('a working day', () => {
    it.each`
      day             | works    | because
      ${'2025-06-20'} | ${true}  | ${'it is a Friday without a decree'}
      ${'2025-06-21'} | ${false} | ${'it is a Saturday'}
      ${'2025-06-22'} | ${false} | ${'it is a Sunday'}
      ${'2025-06-27'} | ${false} | ${'it is a national holiday'}
      ${'2025-12-26'} | ${false} | ${'it is collective leave'}
      ${'2025-08-18'} | ${false} | ${'it was added by an amendment'}
      ${'2027-01-01'} | ${true}  | ${'2027 has no decree yet, so only weekends count'}
      ${'2027-01-02'} | ${false} | ${'it is a Saturday, decree or not'}
      ${'2023-12-25'} | ${true}  | ${'2023 has no decree here'}
    `('$day is one: $works, because $because', ({ day, works }) => {
      expect(isWorkingDay(day, PALOPO, DECREED_CALENDAR)).toBe(works);
    });
  });
});

describe('a working day', () => {
  it('is Monday to Friday in a year without a decree', () => {
    const days = Array.from({ length: 365 }, (_, index) => addDays('2027-01-01', index));
    const works = days.filter((day) => isWorkingDay(day, PALOPO, DECREED_CALENDAR));
    expect(works).toEqual(days.filter((day) => weekdayOf(day) % 6 !== 0));
  });

  const regional = calendarOf([
    { date: '2025-07-01', kind: 'national', decree: 'd', regions: ['73.73'] },
    { date: '2025-07-02', kind: 'national', decree: 'd', regions: ['73'] },
  ]);

  it.each`
    day             | region     | works    | because
    ${'2025-07-01'} | ${'73.73'} | ${false} | ${'the day is decreed for this city'}
    ${'2025-07-01'} | ${'73.17'} | ${true}  | ${'it is decreed for another one'}
    ${'2025-07-01'} | ${'73'}    | ${true}  | ${'a city is not its province'}
    ${'2025-07-02'} | ${'73.73'} | ${false} | ${'it is decreed for the province'}
    ${'2025-07-02'} | ${'73'}    | ${false} | ${'it is decreed for the province'}
    ${'2025-07-02'} | ${'72.71'} | ${true}  | ${'it is decreed for another province'}
  `('respects regional days off: $day in $region is one: $works, because $because', ({ day, region, works }) => {
    expect(isWorkingDay(day, region, regional)).toBe(works);
  });

  it('follows a Thursday before a long weekend on Monday', () => {
    expect(nextWorkingDay('2025-06-26', PALOPO, DECREED_CALENDAR)).toBe('2025-06-30');
  });
});

describe('workingDaysBetween', () => {
  it.each`
    from            | to              | days  | because
    ${'2025-08-15'} | ${'2025-08-15'} | ${0}  | ${'it is the day itself'}
    ${'2025-08-15'} | ${'2025-08-19'} | ${1}  | ${'a weekend and a day off lie between'}
    ${'2025-08-15'} | ${'2025-08-17'} | ${0}  | ${'it has passed on a weekend'}
    ${'2025-08-19'} | ${'2025-08-15'} | ${-1} | ${'it is still to come'}
    ${'2025-12-31'} | ${'2026-01-02'} | ${1}  | ${'New Year lies between'}
    ${'2024-02-28'} | ${'2024-03-01'} | ${2}  | ${'there was a 29 February'}
    ${'2025-06-19'} | ${'2025-07-10'} | ${14} | ${'that is the term'}
  `('counts $days from $from to $to: $because', ({ from, to, days }) => {
    expect(workingDaysBetween(from, to, PALOPO, DECREED_CALENDAR)).toBe(days);
  });

  it('is the inverse of adding working days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 250 }), (start, days) => {
        const from = addDays('2024-06-01', start);
        const to = addWorkingDays(from, days, PALOPO, DECREED_CALENDAR);
        expect(workingDaysBetween(from, to, PALOPO, DECREED_CALENDAR)).toBe(days);
      }),
    );
  });
});

describe('the shipped calendar', () => {
  it('names the decree of every day, and has no day twice', () => {
    const days = [...DECREED_CALENDAR.values()];
    expect(days.filter(({ decree }) => decree === '')).toEqual([]);
    expect(days.filter(({ date }) => date.startsWith('2025'))).toHaveLength(28);
    expect(days.filter(({ date }) => date.startsWith('2026'))).toHaveLength(25);
  });
});
