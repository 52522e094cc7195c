import { describe, expect, it } from 'vitest';
import { MOVE_NAMES, MOVES } from '../../../functions/commitments/moves/moves.ts';
import { judgesOf } from '../../../functions/commitments/turns.ts';
import { ASSIGN, type Assigning, FORUM, make, raise, SITUATIONS, type Situation } from '../../builders/decided.ts';
import { ADMIN, holderOf, PALOPO } from '../../builders/palopo.ts';
import { because, ROWS } from '../../oracles/move-table.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

const { branch, sekda, dinkes, hospital, puskesmas, inspectorate } = PALOPO;

/** Commitments that one of the two secretariat offices owns, and the other one, who alone may judge them. */
const OWN: readonly { readonly owner: string; readonly other: string; readonly as: Assigning }[] = [
  { owner: branch, other: sekda, as: { ownerOffice: branch, verifierOffice: dinkes } },
  { owner: sekda, other: branch, as: { ownerOffice: sekda, verifierOffice: inspectorate } },
];

/** Every move that judges, from every situation that has an owner. */
const JUDGING = MOVE_NAMES.flatMap((move) =>
  ROWS[move]
    .filter(({ from }) => from !== 'raised' && (MOVES[move].by === 'secretariat' || from === 'verified'))
    .filter(() => move !== 'note')
    .map(({ from, body, on }) => ({ move, from, body, on })),
);

describe.each(OWN)('of a commitment that $owner owns', ({ owner, other, as }) => {
  describe.each(JUDGING)('$move from $from', ({ from, body, on }) => {
    it('is not for its owner', () => {
      const attempt = () => make(SITUATIONS[from](as), holderOf(owner), { ...body, ...because }, on);
      expect(attempt).toThrow(refusal('NotPermittedError'));
    });

    it('is for the other secretariat office', () => {
      const before = SITUATIONS[from](as);
      const after = make(before, holderOf(other), { ...body, ...because }, on);
      expect(after.commitment.version).toBe(before.commitment.version + 1);
    });
  });

  it.each<{ situation: Situation; action: string }>([
    { situation: 'assignedAwaitingAnswer', action: 'answerExtension' },
    { situation: 'awaitingAnswer', action: 'answerExtension' },
    { situation: 'verified', action: 'close' },
  ])('the turn to $action is the other office’s', ({ situation, action }) => {
    expect(SITUATIONS[situation](as).commitment).toMatchObject({ turn: { office: other, action } });
  });

  it('the owner may not assign it to itself, the other office may', () => {
    const body = { ...ASSIGN, ...as };
    expect(() => make(raise(), holderOf(owner), body, '2025-06-23')).toThrow(refusal('NotPermittedError'));
    expect(make(raise(), holderOf(other), body, '2025-06-23').commitment).toMatchObject({ ownerOffice: owner });
  });

  it('neither office may reassign what it would then own', () => {
    const body = { move: 'reassign', ...as, coOwners: [], ...because } as const;
    const told = SITUATIONS.assigned();
    expect(() => make(told, holderOf(owner), body, '2025-06-24')).toThrow(refusal('NotPermittedError'));
    expect(make(told, holderOf(other), body, '2025-06-24').commitment).toMatchObject({ ownerOffice: owner });
  });

  it('the owner may not end by declining it first, nor is it expected to look for another owner', () => {
    const declined = make(SITUATIONS.assigned(as), holderOf(owner), { move: 'decline', ...because }, '2025-06-24');
    const body = { move: 'withdraw', resolution: 'withdrawn', ...because } as const;
    expect(declined.commitment).toMatchObject({ turn: { office: other, action: 'assign' } });
    expect(() => make(declined, holderOf(owner), body, '2025-06-25')).toThrow(refusal('NotPermittedError'));
    expect(make(declined, holderOf(other), body, '2025-06-25').commitment.stage).toBe('closed');
  });

  it('the owner may not hand it to somebody else, either', () => {
    const body = { move: 'reassign', ownerOffice: hospital, coOwners: [], ...because } as const;
    const told = SITUATIONS.assigned(as);
    expect(() => make(told, holderOf(owner), body, '2025-06-24')).toThrow(refusal('NotPermittedError'));
    expect(make(told, holderOf(other), body, '2025-06-24').commitment).toMatchObject({ ownerOffice: hospital });
  });
});

describe('a commitment that neither secretariat office owns', () => {
  it.each([branch, sekda])('may be judged by %s', (office) => {
    expect(judgesOf(SITUATIONS.verified().commitment)).toContain(office);
  });

  it('names the first listed as the one expected', () => {
    expect(SITUATIONS.verified().commitment).toMatchObject({ turn: { office: branch } });
    const other = raise({ at: { ...FORUM, secretariatOffices: [sekda, branch] } });
    expect(other.commitment).toMatchObject({ turn: { office: sekda, action: 'assign' } });
  });

  it.each([branch, sekda])('may be judged by %s although it supports the owner', (office) => {
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
  it('does not judge it, not even with a reason', () => {
    const admin = { ...ADMIN, office: hospital };
    const attempt = () =>
      make(SITUATIONS.verified(), admin, { move: 'close', resolution: 'fulfilled', ...because }, '2025-07-10');
    expect(attempt).toThrow(refusal('NotPermittedError'));
  });
});

describe('a forum with one secretariat office', () => {
  it('assigns nothing to that office, since nobody would be left to judge', () => {
    const told = raise({ at: { ...FORUM, secretariatOffices: [branch] } });
    const body = { ...ASSIGN, ownerOffice: branch, coOwners: [puskesmas], ...because };
    expect(() => make(told, ADMIN, body, '2025-06-23')).toThrow(refusedAt('ownerOffice'));
  });
});

describe('whoever submitted', () => {
  it('may not verify, whatever office he or she holds', () => {
    const same = holderOf(dinkes, 'official', `holder-of-${hospital}`);
    const attempt = () => make(SITUATIONS.submitted(), same, { move: 'verify', finding: 'fulfilled' }, '2025-07-08');
    expect(attempt).toThrow(refusal('NotPermittedError'));
  });

  it('leaves the verification to another holder of the same office', () => {
    const other = holderOf(dinkes, 'official', 'deputy');
    const after = make(SITUATIONS.submitted(), other, { move: 'verify', finding: 'fulfilled' }, '2025-07-08');
    expect(after.commitment.stage).toBe('verified');
  });
});
