import { describe, expect, it } from 'vitest';
import { fulfilledPercent } from '../../../functions/reports/page/report-rows.pages.ts';
import { handMadeReport } from '../../builders/hand-made-report.ts';

const { closed } = handMadeReport([]);

describe('the percentage fulfilled', () => {
  it.each`
    counts                                                            | share        | because
    ${{ total: 4, fulfilled: 3, partlyFulfilled: 1 }}                 | ${75}        | ${'partly is not fulfilled'}
    ${{ total: 4, fulfilled: 1, cannotBeFulfilled: 1, withdrawn: 2 }} | ${50}        | ${'what was withdrawn does not count'}
    ${{ total: 3, fulfilled: 1, merged: 2 }}                          | ${100}       | ${'nor does what was merged'}
    ${{ total: 3, fulfilled: 2, partlyFulfilled: 1 }}                 | ${66.7}      | ${'it is rounded to a tenth'}
    ${{ total: 2, withdrawn: 1, merged: 1 }}                          | ${undefined} | ${'no closed commitment was judged'}
    ${{ total: 1, partlyFulfilled: 1 }}                               | ${0}         | ${'closed is not fulfilled by itself'}
  `('is $share: $because', ({ counts, share }) => {
    expect(fulfilledPercent({ closed: { ...closed, ...counts } })).toBe(share);
  });
});
