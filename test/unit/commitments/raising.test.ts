import { describe, expect, it } from 'vitest';
import { raiseInput } from '../../../functions/commitments/moves/moves.ts';
import { FORUM, RAISE, raise } from '../../builders/decided.ts';
import { ADMIN, holderOf, PALOPO } from '../../builders/palopo.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

describe('a raise', () => {
  it('records what was promised, on which local day, and waits three working days for an owner', () => {
    expect(raise().commitment).toMatchObject({
      ...RAISE,
      forumId: FORUM.forumId,
      region: '73.73',
      stage: 'raised',
      coOwners: [],
      raisedOn: '2025-06-20',
      version: 1,
      turn: { office: PALOPO.branch, action: 'assign', dueOn: '2025-06-25' },
    });
  });

  it('is the first event, with nothing before it', () => {
    const [event] = raise().events;
    expect(event).toMatchObject({ version: 1, move: 'raise', to: 'raised', office: PALOPO.branch });
    expect(event).not.toHaveProperty('from');
    expect(event).not.toHaveProperty('previousHash');
  });

  it.each`
    who                  | by                                           | may
    ${'branch'}          | ${holderOf(PALOPO.branch)}                   | ${true}
    ${'sekda'}           | ${holderOf(PALOPO.sekda)}                    | ${true}
    ${'admin'}           | ${ADMIN}                                     | ${true}
    ${'other office'}    | ${holderOf(PALOPO.dinkes)}                   | ${false}
    ${'chair'}           | ${holderOf(PALOPO.mayor)}                    | ${false}
    ${'branchs auditor'} | ${holderOf(PALOPO.branch, 'auditor')}        | ${false}
    ${'nobody'}          | ${{ ...holderOf(PALOPO.branch), roles: [] }} | ${false}
  `('by $who: $may', ({ by, may }) => {
    if (may) expect(raise({ by }).commitment.stage).toBe('raised');
    else expect(() => raise({ by })).toThrow(refusal('NotPermittedError'));
  });

  it('refuses co-owners that are unknown or serve another region, each by its place', () => {
    const coOwners = [PALOPO.dinkes, '73.73-tidak-ada', '72.71-dinkes'];
    expect(() => raise({ body: { coOwners } })).toThrow(refusedAt('coOwners.1', 'coOwners.2'));
  });

  it.each`
    change                                         | path              | because
    ${{ statement: undefined }}                    | ${'statement'}    | ${'there is no promise without words'}
    ${{ statement: 'Menurunkan waktu tunggu' }}    | ${'statement'}    | ${'words are given by language'}
    ${{ statement: { id: '' } }}                   | ${'statement.id'} | ${'they are empty'}
    ${{ statement: { en: 'Shorten queues' } }}     | ${'statement.id'} | ${'Bahasa Indonesia comes first'}
    ${{ category: 'lain-lain' }}                   | ${'category'}     | ${'it is none of the themes'}
    ${{ basis: 'guessed' }}                        | ${'basis'}        | ${'it is stated, derived or inferred'}
    ${{ coOwners: Array(21).fill(PALOPO.dinkes) }} | ${'coOwners'}     | ${'there are too many'}
    ${{ ownerOffice: PALOPO.dinkes }}              | ${''}             | ${'the owner comes with the assignment'}
  `('refuses $change: $because', ({ change, path }) => {
    const { error } = raiseInput.safeParse({ ...RAISE, ...change });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});
