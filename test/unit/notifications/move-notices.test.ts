import { describe, expect, it } from 'vitest';
import type { Commitment } from '../../../functions/commitments/commitment.ts';
import { MOVE_NAMES, type MoveName } from '../../../functions/commitments/moves/moves.ts';
import { NOTIFIED_MOVES } from '../../../functions/notifications/letter-contents.ts';
import type { Letter } from '../../../functions/notifications/letters.ts';
import {
  isNoticeStillValid,
  isNotifiedMove,
  type MoveNotice,
  moveNoticesOf,
  sentIn,
  worthSending,
} from '../../../functions/notifications/move-notices/move-notices.ts';
import { make, SITUATIONS } from '../../builders/decided.ts';
import { PALOPO } from '../../builders/palopo.ts';
import { because, NOTIFIED, PEOPLE, ROWS } from '../../oracles/move-table.ts';

const { branch, sekda, hospital, puskesmas, dinkes } = PALOPO;

const made = MOVE_NAMES.flatMap((move) =>
  ROWS[move].flatMap(({ from, by, on, body }) =>
    by.map((person) => {
      const before = SITUATIONS[from]();
      const reason = person === 'admin' ? because : {};
      const { commitment } = make(before, PEOPLE[person], { ...body, ...reason }, on);
      const office = PEOPLE[person].office;
      const told = isNotifiedMove(move) ? moveNoticesOf(move, office, before.commitment, commitment) : [];
      return { move, from, person, office, told, commitment };
    }),
  ),
);

describe('readers of a move notice', () => {
  it.each(made)('are the expected offices for $move from $from by $person', ({ move, office, told }) => {
    const expected = NOTIFIED[move].filter(([reader]) => reader !== office);
    expect(told.map((row) => [row.office, row.part])).toEqual(expected);
  });

  it('exclude the office that made the move', () => {
    const { commitment } = SITUATIONS.assigned({ coOwners: [branch, puskesmas] });
    const told = moveNoticesOf('assign', branch, SITUATIONS.raised().commitment, commitment);
    expect(told.map(({ office }) => office)).toEqual([hospital, puskesmas]);
  });

  it('exist for every notified move and for no other', () => {
    const telling = MOVE_NAMES.filter((move) => made.some((one) => one.move === move && one.told.length > 0));
    expect(telling.toSorted()).toEqual([...NOTIFIED_MOVES].sort());
  });

  it('of a reassignment are the new owner, supporters and former parties, each once', () => {
    const before = SITUATIONS.submitted({ coOwners: [puskesmas, PALOPO.registry] }).commitment;
    const after = { ...before, ownerOffice: dinkes, verifierOffice: sekda, coOwners: [puskesmas] };
    expect(moveNoticesOf('reassign', branch, before, after)).toEqual([
      { office: dinkes, part: 'turn' },
      { office: puskesmas, part: 'supporting' },
      { office: hospital, part: 'former' },
      { office: PALOPO.registry, part: 'former' },
    ]);
  });
});

describe('validity of a notice', () => {
  it.each(made.filter(({ told }) => told.length > 0))('holds right after $move from $from by $person', (one) => {
    // A submission waits for its verifier, whatever its due date has become: nothing is asked of the owner.
    const isSo = !(one.move === 'extend' && one.from === 'submitted');
    for (const row of one.told)
      expect(isNoticeStillValid({ ...row, move: moveOf(one.move) }, one.commitment)).toBe(isSo);
  });

  const elsewhere = () => SITUATIONS.assigned({ ownerOffice: puskesmas, coOwners: [] });
  const { assigned, inProgress, submitted, verified, closed, awaitingAnswer } = SITUATIONS;
  it.each`
    news                                                             | now                           | isSo
    ${{ move: 'assign', office: hospital, part: 'turn' }}            | ${assigned()}                 | ${true}
    ${{ move: 'assign', office: hospital, part: 'turn' }}            | ${inProgress()}               | ${false}
    ${{ move: 'assign', office: hospital, part: 'turn' }}            | ${elsewhere()}                | ${false}
    ${{ move: 'assign', office: puskesmas, part: 'supporting' }}     | ${inProgress()}               | ${true}
    ${{ move: 'assign', office: puskesmas, part: 'supporting' }}     | ${assigned({ coOwners: [] })} | ${false}
    ${{ move: 'assign', office: puskesmas, part: 'supporting' }}     | ${closed()}                   | ${false}
    ${{ move: 'submit', office: dinkes, part: 'turn' }}              | ${submitted()}                | ${true}
    ${{ move: 'submit', office: dinkes, part: 'turn' }}              | ${verified()}                 | ${false}
    ${{ move: 'requestExtension', office: branch, part: 'turn' }}    | ${awaitingAnswer()}           | ${true}
    ${{ move: 'requestExtension', office: branch, part: 'turn' }}    | ${inProgress()}               | ${false}
    ${{ move: 'reassign', office: PALOPO.registry, part: 'former' }} | ${inProgress()}               | ${true}
    ${{ move: 'reassign', office: hospital, part: 'former' }}        | ${inProgress()}               | ${false}
    ${{ move: 'reassign', office: dinkes, part: 'former' }}          | ${inProgress()}               | ${false}
    ${{ move: 'reassign', office: PALOPO.registry, part: 'former' }} | ${closed()}                   | ${false}
  `('of $news.move for $news.office, $news.part, at stage $now.commitment.stage is $isSo', ({ news, now, isSo }) => {
    expect(isNoticeStillValid(news, now.commitment)).toBe(isSo);
  });
});

describe('notices worth sending', () => {
  const row = (version: number, more: Partial<MoveNotice> = {}): MoveNotice => ({
    office: hospital,
    commitmentId: 'one',
    version,
    move: 'assign',
    at: '2026-03-02T02:00:00.000Z',
    part: 'turn',
    ...more,
  });
  const now = new Map<string, Commitment>([['one', SITUATIONS.assigned().commitment]]);

  it('are the last of a repeated move, and both of two different moves', () => {
    const news = [row(2), row(4), row(7, { move: 'extend' })];
    expect(worthSending(news, now).map(({ version }) => version)).toEqual([4, 7]);
  });

  it('exclude invalid notices and unknown commitments', () => {
    expect(worthSending([row(2, { office: puskesmas }), row(2, { commitmentId: 'two' })], now)).toEqual([]);
  });
});

describe('notices sent in a letter', () => {
  const at = (time: string, commitmentId = 'one'): MoveNotice => ({
    office: hospital,
    commitmentId,
    version: 2,
    move: 'assign',
    at: `2026-03-02T${time}.000Z`,
    part: 'turn',
  });
  const news = [at('01:59:59'), at('02:00:01'), at('01:00:00', 'two')];
  const letter = (status: Letter['status'], commitments: readonly string[]): Letter => ({
    letterId: '73_73-rsud_2026-03-02-moves-1',
    office: hospital,
    kind: 'moves',
    day: '2026-03-02',
    status,
    addresses: [],
    reasons: [],
    commitments: [...commitments],
    claimedAt: '2026-03-02T02:00:00.000Z',
    sends: 1,
  });

  it.each`
    status         | commitments | told                                | because
    ${'sent'}      | ${['one']}  | ${['one 01:59:59']}                 | ${'it names that commitment'}
    ${'delivered'} | ${['two']}  | ${['two 01:00:00']}                 | ${'it names that commitment'}
    ${'bounced'}   | ${['one']}  | ${['one 01:59:59']}                 | ${'it was sent, and the administrators hear of it'}
    ${'delivered'} | ${[]}       | ${['one 01:59:59', 'two 01:00:00']} | ${'its sender did not live to say what it told'}
    ${'claimed'}   | ${['one']}  | ${[]}                               | ${'it may not have been sent'}
    ${'failed'}    | ${['one']}  | ${[]}                               | ${'it was not sent'}
  `('are $told if it is $status and names $commitments: $because', ({ status, commitments, told }) => {
    const found = sentIn(letter(status, commitments), news);
    expect(found.map((row) => `${row.commitmentId} ${row.at.slice(11, 19)}`)).toEqual(told);
  });

  it('are none without a letter', () => {
    expect(sentIn(undefined, news)).toEqual([]);
  });
});

function moveOf(move: MoveName) {
  if (!isNotifiedMove(move)) throw new Error(`${move} is no news`);
  return move;
}
