import { describe, expect, it } from 'vitest';
import { raiseInput } from '../../../functions/commitments/moves/moves.ts';
import { FORUM, RAISE, raise } from '../../builders/decided.ts';
import { ADMIN, holderOf, PALOPO } from '../../builders/palopo.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

describe('a raise move', () => {
  it('records the statement and local day, with three working days for the assignment', () => {
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

  it('writes the first event, without previous stage or hash', () => {
    const [event] = raise().events;
    expect(event).toMatchObject({ version: 1, move: 'raise', to: 'raised', office: PALOPO.branch });
    expect(event).not.toHaveProperty('from');
    expect(event).not.toHaveProperty('previousHash');
  });

  it.each`
    who                 | by                                    | may
    ${'branch'}         | ${holderOf(PALOPO.branch)}            | ${true}
    ${'sekda'}          | ${holderOf(PALOPO.sekda)}             | ${true}
    ${'admin'}          | ${ADMIN}                              | ${true}
    ${'other office'}   | ${holderOf(PALOPO.dinkes)}            | ${false}
    ${'chair'}          | ${holderOf(PALOPO.mayor)}             | ${false}
    ${'branch auditor'} | ${holderOf(PALOPO.branch, 'auditor')} | ${false}
  `('by $who is permitted: $may', ({ by, may }) => {
    if (may) expect(raise({ by }).commitment.stage).toBe('raised');
    else expect(() => raise({ by })).toThrow(refusal('NotPermittedError'));
  });

  it('refuses unknown co-owners and those of another region, each by its index', () => {
    const coOwners = [PALOPO.dinkes, '73.73-tidak-ada', '72.71-dinkes'];
    expect(() => raise({ body: { coOwners } })).toThrow(refusedAt('coOwners.1', 'coOwners.2'));
  });

  it.each`
    change                                         | path              | because
    ${{ statement: undefined }}                    | ${'statement'}    | ${'a statement is required'}
    ${{ statement: 'Menurunkan waktu tunggu' }}    | ${'statement'}    | ${'a statement has languages'}
    ${{ statement: { id: '' } }}                   | ${'statement.id'} | ${'the statement is empty'}
    ${{ statement: { en: 'Shorten queues' } }}     | ${'statement.id'} | ${'Bahasa Indonesia is required'}
    ${{ category: 'lain-lain' }}                   | ${'category'}     | ${'the category is unknown'}
    ${{ basis: 'guessed' }}                        | ${'basis'}        | ${'the basis is unknown'}
    ${{ coOwners: Array(21).fill(PALOPO.dinkes) }} | ${'coOwners'}     | ${'more than 20 co-owners'}
    ${{ ownerOffice: PALOPO.dinkes }}              | ${''}             | ${'only an assignment sets the owner'}
  `('refuses $change: $because', ({ change, path }) => {
    const { error } = raiseInput.safeParse({ ...RAISE, ...change });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});
