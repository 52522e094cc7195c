import { describe, expect, it } from 'vitest';
import { MOVE_NAMES, MOVES } from '../../../functions/commitments/moves/moves.ts';
import { judgesOf } from '../../../functions/commitments/turns.ts';
import type { Actor } from '../../../functions/people/actors.ts';
import { ASSIGN, type Assigning, FORUM, make, raise, SITUATIONS, type Situation } from '../../builders/decided.ts';
import { ADMIN, holderOf, PALOPO } from '../../builders/palopo.ts';
import { because, ROWS } from '../../oracles/move-table.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

const { branch, sekda, dinkes, hospital, puskesmas, inspectorate } = PALOPO;

/** An owner that is a secretariat office, and the other secretariat office, which alone may judge its commitments. */
const OWN: readonly { readonly owner: string; readonly other: string; readonly as: Assigning }[] = [
  { owner: branch, other: sekda, as: { ownerOffice: branch, verifierOffice: dinkes } },
  { owner: sekda, other: branch, as: { ownerOffice: sekda, verifierOffice: inspectorate } },
];

/** Every judging move from every situation with an owner. */
const JUDGING = MOVE_NAMES.flatMap((move) =>
  ROWS[move]
    .filter(({ from }) => from !== 'raised' && (MOVES[move].by === 'secretariat' || from === 'verified'))
    .filter(() => move !== 'note')
    .map(({ from, body, on }) => ({ move, from, body, on })),
);

describe.each(OWN)('a commitment that $owner owns', ({ owner, other, as }) => {
  describe.each(JUDGING)('$move from $from', ({ from, body, on }) => {
    it('is not permitted to its owner', () => {
      const attempt = () => make(SITUATIONS[from](as), holderOf(owner), { ...body, ...because }, on);
      expect(attempt).toThrow(refusal('NotPermittedError'));
    });

    it('is permitted to the other secretariat office', () => {
      const before = SITUATIONS[from](as);
      const after = make(before, holderOf(other), { ...body, ...because }, on);
      expect(after.commitment.version).toBe(before.commitment.version + 1);
    });
  });

  it.each<{ situation: Situation; action: string }>([
    { situation: 'assignedAwaitingAnswer', action: 'answerExtension' },
    { situation: 'awaitingAnswer', action: 'answerExtension' },
    { situation: 'verified', action: 'close' },
  ])('gives the turn to $action to the other secretariat office', ({ situation, action }) => {
    expect(SITUATIONS[situation](as).commitment).toMatchObject({ turn: { office: other, action } });
  });

  it('is not assigned by the owner itself, but by the other office', () => {
    const body = { ...ASSIGN, ...as };
    expect(() => make(raise(), holderOf(owner), body, '2025-06-23')).toThrow(refusal('NotPermittedError'));
    expect(make(raise(), holderOf(other), body, '2025-06-23').commitment).toMatchObject({ ownerOffice: owner });
  });

  it('is not reassigned to an office by that office itself', () => {
    const body = { move: 'reassign', ...as, coOwners: [], ...because } as const;
    const history = SITUATIONS.assigned();
    expect(() => make(history, holderOf(owner), body, '2025-06-24')).toThrow(refusal('NotPermittedError'));
    expect(make(history, holderOf(other), body, '2025-06-24').commitment).toMatchObject({ ownerOffice: owner });
  });

  it('is not withdrawn or assigned by its owner after it declined', () => {
    const declined = make(SITUATIONS.assigned(as), holderOf(owner), { move: 'decline', ...because }, '2025-06-24');
    const body = { move: 'withdraw', resolution: 'withdrawn', ...because } as const;
    expect(declined.commitment).toMatchObject({ turn: { office: other, action: 'assign' } });
    expect(() => make(declined, holderOf(owner), body, '2025-06-25')).toThrow(refusal('NotPermittedError'));
    expect(make(declined, holderOf(other), body, '2025-06-25').commitment.stage).toBe('closed');
  });

  it('is not reassigned to another office by its owner', () => {
    const body = { move: 'reassign', ownerOffice: hospital, coOwners: [], ...because } as const;
    const history = SITUATIONS.assigned(as);
    expect(() => make(history, holderOf(owner), body, '2025-06-24')).toThrow(refusal('NotPermittedError'));
    expect(make(history, holderOf(other), body, '2025-06-24').commitment).toMatchObject({ ownerOffice: hospital });
  });
});

describe('a commitment that neither secretariat office owns', () => {
  it.each([branch, sekda])('may be judged by %s', (office) => {
    expect(judgesOf(SITUATIONS.verified().commitment)).toContain(office);
  });

  it('gives the turn to the first listed secretariat office', () => {
    expect(SITUATIONS.verified().commitment).toMatchObject({ turn: { office: branch } });
    const other = raise({ at: { ...FORUM, secretariatOffices: [sekda, branch] } });
    expect(other.commitment).toMatchObject({ turn: { office: sekda, action: 'assign' } });
  });

  it.each([branch, sekda])('may be judged by %s although it is a co-owner', (office) => {
    const as = { coOwners: [office] };
    const after = make(
      SITUATIONS.verified(as),
      holderOf(office),
      { move: 'close', resolution: 'fulfilled' },
      '2025-07-10',
    );
    expect(after.commitment.stage).toBe('closed');
  });
});

describe('an administrator of the office that owns a commitment', () => {
  it('must not judge it, even with a reason', () => {
    const admin: Actor = { ...ADMIN, offices: [hospital] };
    const attempt = () =>
      make(SITUATIONS.verified(), admin, { move: 'close', resolution: 'fulfilled', ...because }, '2025-07-10');
    expect(attempt).toThrow(refusal('NotPermittedError'));
  });
});

describe('a forum with one secretariat office', () => {
  it('refuses to assign to that office, because none would remain to judge', () => {
    const history = raise({ at: { ...FORUM, secretariatOffices: [branch] } });
    const body = { ...ASSIGN, ownerOffice: branch, coOwners: [puskesmas], ...because };
    expect(() => make(history, ADMIN, body, '2025-06-23')).toThrow(refusedAt('ownerOffice'));
  });
});

describe('the person who submitted', () => {
  it('must not verify, regardless of office', () => {
    const same = holderOf(dinkes, 'official', `holder-of-${hospital}`);
    const attempt = () => make(SITUATIONS.submitted(), same, { move: 'verify', finding: 'fulfilled' }, '2025-07-08');
    expect(attempt).toThrow(refusal('NotPermittedError'));
  });

  it('does not block another holder of the verifier’s office', () => {
    const other = holderOf(dinkes, 'official', 'deputy');
    const after = make(SITUATIONS.submitted(), other, { move: 'verify', finding: 'fulfilled' }, '2025-07-08');
    expect(after.commitment.stage).toBe('verified');
  });
});
