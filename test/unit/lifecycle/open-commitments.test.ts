import { describe, expect, it } from 'vitest';
import { TableOpenCommitments } from '../../../functions/lifecycle/open-commitments.store.ts';
import { executionName, keyOfExecution } from '../../../functions/lifecycle/workflow-moves.ts';
import { ItemUnreadableError } from '../../../functions/platform/item-schema.ts';
import { keys } from '../../../functions/platform/keys.ts';
import { idOf } from '../../harness/lifecycle-harness.ts';
import { RowsTable } from '../../harness/rows-table.ts';

const place = { place: '73', placeSort: 'C#73.73#2026-01-31' };
const row = (number: number, more: object = {}) => ({
  ...keys.commitment(idOf(number)),
  schema: 1,
  ...place,
  stage: 'assigned',
  version: 2,
  generation: 1,
  task: 'token',
  ...more,
});

describe('the store of open commitments', () => {
  const table = new RowsTable([
    row(1),
    row(2, { stage: 'closed', task: undefined }),
    row(3, { schema: 2 }),
    row(4, { generation: 'first' }),
    row(5, { statement: 17 }),
  ]);
  const commitments = new TableOpenCommitments(table);

  it('lists open commitments, and reports unreadable items beside them', async () => {
    const { items } = await commitments.list(undefined);
    expect(items).toEqual([
      { commitmentId: idOf(1), isOpen: true, version: 2, generation: 1, task: 'token' },
      { commitmentId: idOf(3), unreadable: expect.any(ItemUnreadableError) },
      { commitmentId: idOf(4), unreadable: expect.any(ItemUnreadableError) },
      { commitmentId: idOf(5), isOpen: true, version: 2, generation: 1, task: 'token' },
    ]);
  });

  it('finds open and closed commitments by id', async () => {
    expect(await commitments.find(idOf(2))).toMatchObject({ isOpen: false });
    expect(await commitments.find(idOf(6))).toBeUndefined();
    await expect(commitments.find(idOf(3))).rejects.toThrow(ItemUnreadableError);
  });

  it('tells which commitments exist', async () => {
    expect(await commitments.existing([idOf(1), idOf(6)])).toEqual(new Set([idOf(1)]));
  });
});

describe('the name of an execution', () => {
  it('contains commitment id and generation', () => {
    expect(keyOfExecution(executionName(idOf(1), 12))).toEqual({ commitmentId: idOf(1), generation: 12 });
  });

  it.each(['', 'by-hand', `${idOf(1)}-g`, `${idOf(1)}-g1-again`, 'x-g1'])('is not recognized in %j', (name) => {
    expect(keyOfExecution(name)).toBeUndefined();
  });
});
