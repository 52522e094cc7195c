import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayInWords,
  lastDayOfMonth,
  localDate,
  localDateIn,
  weekdayOf,
} from '../../../functions/platform/values/local-date.ts';
import { PROVINCES } from '../../../functions/regions/provinces.ts';
import { timeZoneOf } from '../../../functions/regions/regions.ts';

describe('localDateIn', () => {
  it.each`
    region     | zone      | at                            | day
    ${'31.71'} | ${'WIB'}  | ${'2025-06-19T16:59:59.999Z'} | ${'2025-06-19'}
    ${'31.71'} | ${'WIB'}  | ${'2025-06-19T17:00:00.000Z'} | ${'2025-06-20'}
    ${'62.02'} | ${'WIB'}  | ${'2025-06-19T16:30:00.000Z'} | ${'2025-06-19'}
    ${'64.02'} | ${'WITA'} | ${'2025-06-19T16:30:00.000Z'} | ${'2025-06-20'}
    ${'73.73'} | ${'WITA'} | ${'2025-06-19T15:59:59.999Z'} | ${'2025-06-19'}
    ${'73.73'} | ${'WITA'} | ${'2025-06-19T16:00:00.000Z'} | ${'2025-06-20'}
    ${'94.03'} | ${'WIT'}  | ${'2025-06-19T14:59:59.999Z'} | ${'2025-06-19'}
    ${'94.03'} | ${'WIT'}  | ${'2025-06-19T15:00:00.000Z'} | ${'2025-06-20'}
    ${'94.03'} | ${'WIT'}  | ${'2024-12-31T15:00:00.000Z'} | ${'2025-01-01'}
  `('returns $day for $region ($zone) at $at', ({ region, at, day }) => {
    expect(localDateIn(timeZoneOf(region), new Date(at))).toBe(day);
  });

  it.each(PROVINCES)('has one of the four zones for province %s', (province) => {
    expect(['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura']).toContain(timeZoneOf(province));
  });
});

describe('a local date', () => {
  it.each(['2025-06-19', '2024-02-29', '2000-01-01', '2026-12-31'])('accepts %s', (written) => {
    expect(localDate.safeParse(written).success).toBe(true);
  });

  it.each`
    written                   | because
    ${'2025-02-29'}           | ${'2025 has no 29 February'}
    ${'2025-06-31'}           | ${'June has 30 days'}
    ${'2025-13-01'}           | ${'there is no thirteenth month'}
    ${'2025-6-1'}             | ${'digits are missing'}
    ${'19-06-2025'}           | ${'the year comes first'}
    ${'2025-06-19T00:00:00Z'} | ${'it has no time'}
    ${' 2025-06-19'}          | ${'it has no spaces'}
    ${''}                     | ${'it is empty'}
    ${'9999-12-31'}           | ${'days after it cannot be written, so that counting would never end'}
    ${'0001-01-01'}           | ${'no forum was that early'}
  `('refuses $written: $because', ({ written }) => {
    expect(localDate.safeParse(written).success).toBe(false);
  });

  it('is unchanged after adding and subtracting the same number of days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        expect(addDays(addDays('2025-06-19', days), -days)).toBe('2025-06-19');
      }),
    );
  });

  it('has the same weekday seven days later', () => {
    expect([0, 1, 6, 7].map((days) => weekdayOf(addDays('2025-06-22', days)))).toEqual([0, 1, 6, 0]);
  });

  it('is written in words in Bahasa Indonesia', () => {
    expect(dayInWords('2026-08-17')).toBe('Senin, 17 Agustus 2026');
  });
});

describe('lastDayOfMonth', () => {
  it.each`
    month        | day
    ${'2025-06'} | ${'2025-06-30'}
    ${'2025-12'} | ${'2025-12-31'}
    ${'2024-02'} | ${'2024-02-29'}
    ${'2025-02'} | ${'2025-02-28'}
  `('returns $day for $month', ({ month, day }) => {
    expect(lastDayOfMonth(month)).toBe(day);
  });
});
