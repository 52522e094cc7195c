import { describe, expect, it } from 'vitest';
import { letterViewIn, wholeLetterView } from '../../../functions/notifications/letter-views.ts';
import type { Letter } from '../../../functions/notifications/letters.ts';

const [palopo, luwu, gorontalo] = [
  '7373-0123456789abcdef0123',
  '7317-0123456789abcdef0123',
  '7571-0123456789abcdef0123',
];

/** A letter about several regions. */
const LETTER: Letter = {
  letterId: 'bpjs-pusat_2026-11-30-digest',
  office: 'bpjs-pusat',
  kind: 'digest',
  day: '2026-11-30',
  status: 'bounced',
  addresses: ['pusat.bpjs@example.org'],
  reasons: ['below'],
  commitments: [palopo, luwu, gorontalo],
  claimedAt: '2026-11-30T00:30:00.000Z',
  sends: 1,
  spared: ['pusat.bpjs@example.org'],
};

describe('the view of a letter for another office', () => {
  it.each`
    scope                 | commitments                  | because
    ${['73.73']}          | ${[palopo]}                  | ${'other regions are not its own'}
    ${['73.73', '73.17']} | ${[palopo, luwu]}            | ${'it serves both'}
    ${['73']}             | ${[palopo, luwu]}            | ${'it serves the province'}
    ${['64.02']}          | ${[]}                        | ${'none of them is its own'}
    ${['*']}              | ${[palopo, luwu, gorontalo]} | ${'it serves the nation'}
  `('contains $commitments.length commitments for scope $scope: $because', ({ scope, commitments }) => {
    expect(letterViewIn(scope, LETTER)).toMatchObject({ commitments });
  });

  it('contains no addresses', () => {
    expect(JSON.stringify(letterViewIn(['*'], LETTER))).not.toContain('@');
  });
});

describe('the view of a letter for its own office', () => {
  it('contains addresses and all commitments', () => {
    const { addresses, commitments, spared } = LETTER;
    expect(wholeLetterView(LETTER)).toMatchObject({ addresses, commitments, spared });
  });
});
