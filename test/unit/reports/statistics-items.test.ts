import { describe, expect, it } from 'vitest';
import {
  type Contribution,
  contribution,
  contributionOf,
  isSameContribution,
} from '../../../functions/reports/statistics/contributions.ts';
import { MEASURE_NAMES } from '../../../functions/reports/statistics/measure-table.ts';
import {
  isSameStatistics,
  NOTHING_COUNTED,
  plusStatistics,
  statisticsOf,
} from '../../../functions/reports/statistics/statistics.ts';
import { countOf, LONG_AGO } from '../../../functions/reports/statistics/statistics-figures.ts';
import { fromParts, toParts } from '../../../functions/reports/statistics/statistics-items.store.ts';
import { countFitting } from '../../../functions/reports/statistics/statistics-repository.store.ts';
import { type CommitmentHistory, SITUATIONS } from '../../builders/decided.ts';

function contributionAfter({ events }: CommitmentHistory): Contribution {
  const of = contributionOf(events);
  if (of === undefined) throw new Error('nothing was raised');
  return of;
}

describe('statistics as items', () => {
  it.each(['1900-01-01', '2199-12-31'])('can count a delivery due on %s', (day) => {
    const statistics = { ...NOTHING_COUNTED, due: new Map([[day, 1]]) };
    expect(fromParts(toParts(statistics))).toEqual(statistics);
  });

  it('name measures, dates and groups', () => {
    const of = contributionAfter(SITUATIONS.assigned());
    expect(Object.fromEntries(toParts(statisticsOf(of)))).toEqual({
      HEADLINE: { counts: { assigned: 1 } },
      'HEADLINE#DAYS': { due: { '2025-07': { '10': 1 } }, turns: { '2025-07': { '01': 1 } } },
      HISTORY: { stays: { raised: { 3: 1 } }, months: { raised: { '2025-06': 1 } } },
      THEMES: {
        themes: {
          [of.category]: {
            counts: { assigned: 1 },
            due: { '2025-07': { '10': 1 } },
            raised: { '2025-06': { '20': 1 } },
          },
        },
      },
      'DETAILS#OFFICES': { offices: { [of.office]: { counts: { assigned: 1 }, due: { '2025-07': { '10': 1 } } } } },
      'DETAILS#FORUMS#2025': { forums: { [of.forum]: { counts: { assigned: 1 }, due: { '2025-07': { '10': 1 } } } } },
    });
  });

  it('store merged days as "earlier"', () => {
    const statistics = {
      ...NOTHING_COUNTED,
      turns: new Map([
        [LONG_AGO, 7],
        ['2026-01-05', 1],
      ]),
    };
    const parts = toParts(statistics);
    expect(parts.get('HEADLINE#DAYS')).toEqual({ turns: { earlier: 7, '2026-01': { '05': 1 } } });
    expect(fromParts(parts)).toEqual(statistics);
  });

  it.each([
    ['counts in a string', { counts: 'a3b1' }],
    ['an unknown measure', { counts: { raised: 1, escalated: 1 } }],
    ['an invalid day', { due: { '2026-01': { first: 1 } } }],
    ['an invalid month', { due: { January: { '01': 1 } } }],
    ['a fractional count', { turns: { '2026-01': { '05': 1.5 } } }],
  ])('cannot be read with %s', (_, body) => {
    expect(() => fromParts([['HEADLINE', body]])).toThrow(expect.objectContaining({ name: 'ItemUnreadableError' }));
  });
});

describe('data stored before a measure was introduced', () => {
  it.each(MEASURE_NAMES)('reads as 0 %s, and can be added to', (measure) => {
    const all = new Map(MEASURE_NAMES.map((name) => [name, 2]));
    const stored = Object.fromEntries([...all].filter(([name]) => name !== measure));
    const statistics = fromParts([['HEADLINE', { counts: stored }]]);
    expect(countOf(statistics, measure)).toBe(0);
    const counted = plusStatistics(statistics, { ...NOTHING_COUNTED, counts: new Map([[measure, 2]]) });
    expect(counted.counts).toEqual(all);
    expect(isSameStatistics(statistics, counted)).toBe(false);
  });

  it.each(['extensions', 'reopened', 'withEvidence'] as const)('is readable as a contribution without %s', (field) => {
    const of = contributionAfter(SITUATIONS.raised());
    const stored = Object.fromEntries(Object.entries(of).filter(([name]) => name !== field));
    expect(contribution.parse(stored)).toEqual(contribution.parse(of));
  });
});

describe('two contributions', () => {
  const of = contributionAfter(SITUATIONS.closed());

  it('are the same whatever the order of their fields, and whether a field is absent or undefined', () => {
    const stored = contribution.parse(Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(of))).reverse()));
    expect(isSameContribution(stored, { ...of, at: '2026-01-01T00:00:00.000Z' })).toBe(true);
  });

  it('differ if a field differs', () => {
    expect(isSameContribution(of, { ...of, reopened: !of.reopened })).toBe(false);
  });
});

describe('the commitments of a region that fit into one transaction', () => {
  const of = contributionAfter(SITUATIONS.raised());
  const raisedIn = (year: number) => ({ contribution: { ...of, raisedOn: `${year}-06-20` } });

  it.each`
    years | all    | fit   | because
    ${1}  | ${50}  | ${50} | ${'all fit'}
    ${1}  | ${200} | ${90} | ${'ninety is the maximum'}
    ${5}  | ${200} | ${90} | ${'the forums of five years and five other items are ten more'}
    ${12} | ${200} | ${83} | ${'those of twelve years are seven more'}
  `('are $fit of $all raised in $years years: $because', ({ years, all, fit }) => {
    expect(countFitting(Array.from({ length: all }, (_, index) => raisedIn(2010 + (index % years))))).toBe(fit);
  });
});
