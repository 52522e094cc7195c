import { describe, expect, it } from 'vitest';
import { MOVE_NAMES } from '../../../functions/commitments/moves/moves.ts';
import { INTERRUPTIONS, STAGE_NAMES, STAGES, TURN_ACTIONS } from '../../../functions/commitments/stages.ts';
import { transitionKindOf } from '../../../functions/lifecycle/transition-kinds.ts';
import { make, raise, SITUATIONS } from '../../builders/decided.ts';
import { because, PEOPLE, ROWS, TRANSITIONS } from '../../oracles/move-table.ts';

const all = MOVE_NAMES.flatMap((move) => ROWS[move].map((row) => ({ move, transition: TRANSITIONS[move], ...row })));

describe('the transition kind', () => {
  it.each(all)('of $move from $from is $transition', ({ move, transition, from, by, body, on }) => {
    const before = SITUATIONS[from]();
    const reason = move === 'assign' || move === 'close' ? because : {};
    const after = make(before, PEOPLE[by[0] ?? 'unrelated'], { ...body, ...reason }, on);
    expect(after.events.slice(-1).map((event) => transitionKindOf(before.commitment, event))).toEqual([transition]);
  });

  it('follows the stages in order on the regular path', () => {
    const line = [raise(), SITUATIONS.assigned(), SITUATIONS.inProgress(), SITUATIONS.verified(), SITUATIONS.closed()];
    expect(line.map(({ commitment }) => commitment.stage)).toEqual(STAGE_NAMES);
  });
});

describe('the stages', () => {
  it('are listed in the order of the regular path', () => {
    expect(Object.keys(STAGES)).toEqual(STAGE_NAMES);
    expect(STAGE_NAMES.map((stage) => STAGES[stage].next)).toEqual([...STAGE_NAMES.slice(1), null]);
  });

  it('and their interruptions cover every turn action', () => {
    const rows = [...STAGE_NAMES.map((stage) => STAGES[stage].turn), ...Object.values(INTERRUPTIONS)];
    const actions = rows.flatMap((row) => (row === null ? [] : [row.action]));
    expect(actions.sort()).toEqual([...TURN_ACTIONS].sort());
  });
});
