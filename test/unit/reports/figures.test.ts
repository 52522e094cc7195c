import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../functions/calendar/calendar.ts';
import { medianOf } from '../../../functions/platform/values/counts.ts';
import { rollUpOf } from '../../../functions/reports/statistics/roll-ups.ts';
import { NOTHING_COUNTED } from '../../../functions/reports/statistics/statistics.ts';
import {
  daysOverdueOn,
  dueSoonOn,
  lastClosedBefore,
  lateTurnsOn,
  medianDaysIn,
  overdueOn,
  recurrencesOf,
  trendTo,
} from '../../../functions/reports/statistics/statistics-figures.ts';

const days = (...list: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const day of list) counts.set(day, (counts.get(day) ?? 0) + 1);
  return counts;
};
const due = (...list: readonly string[]) => ({ counts: new Map(), due: days(...list) });
const numbers = (...list: readonly number[]) => {
  const counts = new Map<number, number>();
  for (const number of list) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
};

describe('the median', () => {
  it.each`
    of                 | median       | because
    ${[]}              | ${undefined} | ${'nothing was counted'}
    ${[7]}             | ${7}         | ${'it is the only value'}
    ${[1, 2, 30]}      | ${2}         | ${'it is the one in the middle'}
    ${[1, 2, 4, 30]}   | ${3}         | ${'it is the mean of the two in the middle'}
    ${[0, 0, 0, 5]}    | ${0}         | ${'equal values count each'}
    ${[9, 1, 9, 1, 9]} | ${9}         | ${'values are sorted'}
  `('of $of is $median: $because', ({ of, median }) => {
    expect(medianOf(numbers(...of))).toBe(median);
  });

  it('of the days in a stage covers the commitments that left it', () => {
    const history = { ...NOTHING_COUNTED, stays: new Map([['assigned' as const, numbers(1, 3, 8)]]) };
    expect([medianDaysIn('assigned', history), medianDaysIn('verified', history)]).toEqual([3, undefined]);
  });
});

describe('figures on a day', () => {
  const group = due('2026-01-02', '2026-01-12', '2026-01-14', '2026-01-15', '2026-01-26', '2026-01-27');

  it.each`
    day             | overdue | oldest       | median       | because
    ${'2026-01-02'} | ${0}    | ${undefined} | ${undefined} | ${'due today is not overdue'}
    ${'2026-01-03'} | ${1}    | ${1}         | ${1}         | ${'the day has ended'}
    ${'2026-01-15'} | ${3}    | ${13}        | ${3}         | ${'three have passed, one is due today'}
    ${'2026-02-01'} | ${6}    | ${30}        | ${17.5}      | ${'all have passed'}
  `('count $overdue overdue on $day, the oldest for $oldest days: $because', ({ day, overdue, oldest, median }) => {
    expect(overdueOn(group, day)).toBe(overdue);
    expect(daysOverdueOn(group, day)).toEqual(oldest === undefined ? undefined : { oldest, median });
  });

  it.each`
    day             | late | because
    ${'2026-01-14'} | ${0} | ${'a turn that ends today is not late'}
    ${'2026-01-15'} | ${1} | ${'its day has ended'}
    ${'2026-01-21'} | ${2} | ${'both have ended'}
  `('count $late late turns on $day: $because', ({ day, late }) => {
    expect(lateTurnsOn({ ...NOTHING_COUNTED, turns: days('2026-01-14', '2026-01-20') }, day)).toBe(late);
  });

  it('count deliveries within seven working days as due soon, without overdue ones', () => {
    const calendar = calendarOf([]);
    expect(dueSoonOn(group, '2026-01-15', '73.73', calendar)).toBe(2);
    const off = { date: '2026-01-16', kind: 'national' as const, decree: 'SKB' };
    expect(dueSoonOn(group, '2026-01-15', '73.73', calendarOf([off]))).toBe(3);
  });
});

describe('a theme', () => {
  it.each`
    closed          | raised          | recurs   | because
    ${'2024-01-15'} | ${'2026-01-15'} | ${true}  | ${'24 months are within'}
    ${'2024-01-15'} | ${'2026-01-16'} | ${false} | ${'a day more is not'}
    ${'2024-02-29'} | ${'2026-02-28'} | ${true}  | ${'a month ends when it ends'}
    ${'2026-01-14'} | ${'2026-01-15'} | ${true}  | ${'the day before will do'}
    ${'2026-01-15'} | ${'2026-01-15'} | ${false} | ${'it may be the same one'}
    ${'2026-01-16'} | ${'2026-01-15'} | ${false} | ${'it was closed later'}
  `('closed on $closed and raised on $raised recurs: $recurs, because $because', ({ closed, raised, recurs }) => {
    expect(recurrencesOf({ closed: days(closed), raised: days(raised) })).toBe(recurs ? 1 : 0);
  });

  it('recurs as often as it was raised again, whatever was closed in between', () => {
    const theme = {
      closed: days('2025-01-10', '2025-06-10'),
      raised: days('2025-01-01', '2025-03-01', '2025-07-01', '2025-07-01'),
    };
    expect(recurrencesOf(theme)).toBe(3);
    expect(lastClosedBefore('2025-07-01', theme.closed)).toBe('2025-06-10');
  });
});

describe('the trend', () => {
  it('has the twelve months up to the day, with the number overdue at the end of each', () => {
    const statistics = {
      ...NOTHING_COUNTED,
      due: days('2025-11-30', '2025-12-01', '2026-01-20'),
      months: {
        raised: new Map([['2025-02', 2]]),
        closed: new Map([['2025-12', 1]]),
        overdue: new Map([
          ['2025-10', 4],
          ['2025-12', -1],
        ]),
      },
    };
    const ends = new Map([['2025-12', new Map([['verified' as const, 7]])]]);
    const trend = trendTo(
      '2026-01-20',
      {
        ...statistics,
        counts: new Map([
          ['assigned', 3],
          ['fulfilled', 9],
        ]),
      },
      ends,
    );
    expect(trend.map(({ month }) => month)).toEqual([
      '2025-02',
      ...['03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((month) => `2025-${month}`),
      '2026-01',
    ]);
    expect(trend[0]).toMatchObject({ month: '2025-02', raised: 2, closed: 0, overdue: 0 });
    expect(trend.slice(-4)).toMatchObject([
      { month: '2025-10', raised: 0, closed: 0, overdue: 4 },
      { month: '2025-11', raised: 0, closed: 0, overdue: 0 },
      { month: '2025-12', raised: 0, closed: 1, overdue: 1 },
      { month: '2026-01', raised: 0, closed: 0, overdue: 2 },
    ]);
    const stages = trend.map((of) => of.stages && Object.fromEntries(of.stages));
    expect(stages).toEqual([...Array(10).fill(undefined), { verified: 7 }, { assigned: 3 }]);
  });

  it('has no commitments in any stage before the first was raised', () => {
    const raised = { ...NOTHING_COUNTED, months: { ...NOTHING_COUNTED.months, raised: new Map([['2025-11', 1]]) } };
    const known = trendTo('2026-01-20', raised, new Map()).map(({ stages }) => stages?.size);
    expect(known).toEqual([...Array(9).fill(0), undefined, undefined, 0]);
    expect(trendTo('2026-01-20', NOTHING_COUNTED, new Map()).map(({ stages }) => stages?.size)).toEqual(
      Array(12).fill(0),
    );
  });
});

describe('days overdue', () => {
  it('are undefined if past days were merged', () => {
    const passed = rollUpOf([
      { ...NOTHING_COUNTED, at: '2026-01-20T01:00:00.000Z', themes: new Map([['antrean', theme('2025-12-01')]]) },
    ]);
    const [found] = [...passed.themes.values()];
    expect(found && overdueOn(found, '2026-01-20')).toBe(1);
    expect(found && daysOverdueOn(found, '2026-01-20')).toBeUndefined();
  });
});

function theme(by: string) {
  return { counts: new Map(), due: days(by), raised: new Map(), closed: new Map() };
}
