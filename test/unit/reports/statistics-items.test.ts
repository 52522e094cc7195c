import { describe, expect, it } from 'vitest';
import { contributionOf } from '../../../functions/reports/statistics/contributions.ts';
import { NOTHING_COUNTED } from '../../../functions/reports/statistics/statistics.ts';
import { fromParts, toParts } from '../../../functions/reports/statistics/statistics-items.store.ts';
import { fitting } from '../../../functions/reports/statistics/statistics-repository.store.ts';
import { SITUATIONS } from '../../builders/decided.ts';

describe('a tally as items', () => {
  it.each(['1900-01-01', '2199-12-31'])('may count a delivery due on %s', (day) => {
    const tally = { ...NOTHING_COUNTED, due: new Map([[day, 1]]) };
    expect(fromParts(toParts(tally))).toEqual(tally);
  });
});

describe('commitments of a region that are counted in one transaction', () => {
  const contribution = contributionOf(SITUATIONS.raised().events);
  if (contribution === undefined) throw new Error('nothing was raised');
  const raisedIn = (year: number) => ({ contribution: { ...contribution, raisedOn: `${year}-06-20` } });

  it.each`
    years | all    | fit   | because
    ${1}  | ${50}  | ${50} | ${'there is room for all'}
    ${1}  | ${200} | ${90} | ${'there are ninety at most'}
    ${5}  | ${200} | ${90} | ${'the forums of five years and five other items are ten more'}
    ${12} | ${200} | ${83} | ${'those of twelve years are seven more'}
  `('are $fit of $all that were raised in $years years: $because', ({ years, all, fit }) => {
    expect(fitting(Array.from({ length: all }, (_, index) => raisedIn(2010 + (index % years))))).toBe(fit);
  });
});
