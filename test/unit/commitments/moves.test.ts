import { describe, expect, it } from 'vitest';
import { MOVE_NAMES, MOVES, possibleMoves } from '../../../functions/commitments/moves/moves.ts';
import type { Actor } from '../../../functions/people/actors.ts';
import { ASSIGN, make, SITUATION_NAMES, SITUATIONS } from '../../builders/decided.ts';
import { ADMIN } from '../../builders/palopo.ts';
import { because, close, PEOPLE, ROWS, type Row, verify } from '../../oracles/move-table.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

const all = MOVE_NAMES.flatMap((move) => ROWS[move].map((each) => ({ move, ...each })));

function tryOut({ from, on, body }: Row, by: Actor, more: object = {}) {
  return make(SITUATIONS[from](), by, { ...body, ...more }, on);
}

describe('the move table', () => {
  it('has rows for exactly the existing moves', () => {
    expect(Object.keys(ROWS).sort()).toEqual(Object.keys(MOVES).sort());
    expect(MOVE_NAMES.toSorted()).toEqual(Object.keys(MOVES).sort());
    expect(Object.keys(SITUATIONS)).toEqual(SITUATION_NAMES);
  });

  it.each(MOVE_NAMES)('matches the stages from which %s starts and to which it leads', (move) => {
    const stages = new Set(ROWS[move].map(({ from }) => SITUATIONS[from]().commitment.stage));
    expect([...stages].sort()).toEqual([...MOVES[move].from].sort());
    const targets = new Set(ROWS[move].map(({ to }) => (to === MOVES[move].to ? to : 'stay')));
    expect([...targets]).toEqual([MOVES[move].to]);
  });
});

describe.each(all)('$move, from $from', (each) => {
  const before = SITUATIONS[each.from]().commitment;
  const first = each.by[0] ?? 'unrelated';

  it(`leads to ${each.to} with the expected turn`, () => {
    const after = tryOut(each, PEOPLE[first]).commitment;
    const expectedTurn = each.turn === 'as before' ? 'turn' in before && before.turn : each.turn;
    expect(after.stage).toBe(each.to === 'as before' ? before.stage : each.to);
    expect('turn' in after ? after.turn : 'none').toEqual(expectedTurn);
  });

  it('is recorded by one event of the next version with office, person, time and stages', () => {
    const after = tryOut(each, PEOPLE[first]);
    expect(after.commitment.version).toBe(before.version + 1);
    expect(after.events.at(-1)).toMatchObject({
      version: before.version + 1,
      move: each.move,
      moveId: `move-on-${each.on}`,
      from: before.stage,
      to: after.commitment.stage,
      office: PEOPLE[first].office,
      userId: PEOPLE[first].userId,
      at: `${each.on}T02:00:00.000Z`,
      previousHash: before.head,
      hash: after.commitment.head,
    });
  });

  it.each(Object.entries(PEOPLE).map(([who, by]) => ({ who, by, may: each.by.some((name) => name === who) })))(
    'by $who is permitted: $may',
    ({ by, may }) => {
      const takesReason = MOVES[each.move].by === 'secretariat' || each.move === 'sendBack';
      const attempt = () => tryOut(each, by, takesReason ? because : {});
      if (may) expect(attempt().commitment.version).toBe(before.version + 1);
      else expect(attempt).toThrow(refusal('NotPermittedError'));
    },
  );

  it('is refused on a stale version, with the present version in the error', () => {
    const stale = { version: before.version - 1 || before.version + 1 };
    expect(() => tryOut(each, PEOPLE[first], stale)).toThrow(
      refusal('VersionPassedError', { version: before.version }),
    );
  });
});

describe.each(SITUATION_NAMES)('a commitment that is %s', (situation) => {
  const history = SITUATIONS[situation]();
  const possible = MOVE_NAMES.filter((move) => ROWS[move].some(({ from }) => from === situation));

  it('allows exactly the moves of the table', () => {
    expect(possibleMoves(history.commitment)).toEqual(possible);
  });

  it.each(MOVE_NAMES.filter((move) => !possible.includes(move)))('refuses %s and lists the possible moves', (move) => {
    for (const { by, body, on } of ROWS[move].slice(0, 1)) {
      const attempt = () => make(history, PEOPLE[by[0] ?? 'unrelated'], body, on);
      expect(attempt).toThrow(refusal('MoveNotPossibleError', { allowed: possible }));
    }
  });
});

describe('an administrator', () => {
  it.each([
    { move: 'assign', from: 'raised', body: ASSIGN },
    { move: 'close', from: 'verified', body: close },
  ] as const)('needs a reason to $move for the secretariat', ({ from, body }) => {
    expect(() => make(SITUATIONS[from](), ADMIN, body, '2025-07-10')).toThrow(refusedAt('reason'));
  });

  it('must not verify, even with a reason', () => {
    const attempt = () => make(SITUATIONS.submitted(), ADMIN, { ...verify, reason: 'mendesak' }, '2025-07-10');
    expect(attempt).toThrow(refusal('NotPermittedError'));
  });
});
