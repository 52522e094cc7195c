import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { toAttributes, toEventItem, toItem } from '../../../functions/commitments/commitment-items.store.ts';
import { listCommitments } from '../../../functions/commitments/commitment-lists.store.ts';
import { TableCommitmentStore } from '../../../functions/commitments/commitments.store.ts';
import { TableForumStore } from '../../../functions/forums/forums.store.ts';
import { SCHEMA_VERSION } from '../../../functions/platform/item-schema.ts';
import { keys } from '../../../functions/platform/keys.ts';
import type { Item } from '../../../functions/platform/table.ts';
import { placeRanges } from '../../../functions/regions/place-index.store.ts';
import { PROVINCES } from '../../../functions/regions/provinces.ts';
import { covers, type Scope } from '../../../functions/regions/scope.ts';
import { FORUM, SITUATIONS } from '../../builders/decided.ts';
import { PALOPO } from '../../builders/palopo.ts';
import { RowsTable } from '../../harness/rows-table.ts';
import { refusal } from '../../oracles/refusals.ts';

const { commitment, events } = SITUATIONS.inProgress();
const { commitmentId, forumId } = commitment;
const { forumId: _, ...opened } = FORUM;
const ROWS: readonly Item[] = [
  { ...keys.forum(forumId), schema: SCHEMA_VERSION, ...opened },
  { ...toItem(commitment), generation: 1, task: 'token' },
  ...events.map((event) => toEventItem(commitmentId, { event, requestHash: 'hash' })),
].map((item) => unmarshall(toAttributes(item)));

const READS: readonly { readonly what: string; readonly read: (table: RowsTable, scope: Scope) => Promise<unknown> }[] =
  [
    { what: 'get', read: (table, scope) => new TableCommitmentStore(table).get(commitmentId, scope) },
    {
      what: 'getWithEvents',
      read: (table, scope) => new TableCommitmentStore(table).getWithEvents(commitmentId, scope),
    },
    { what: 'eventsOf', read: (table, scope) => new TableCommitmentStore(table).eventsOf(commitmentId, scope) },
    {
      what: 'listEvents',
      read: (table, scope) => new TableCommitmentStore(table).listEvents(commitmentId, undefined, scope),
    },
    { what: 'eventAt', read: (table, scope) => new TableCommitmentStore(table).eventAt(commitmentId, 1, scope) },
    { what: 'get of a forum', read: (table, scope) => new TableForumStore(table).get(forumId, scope) },
  ];

describe.each(READS)('$what', ({ read }) => {
  it.each([[['72.71']], [['72']], [['73.17', '73.22']], [[]]])(
    'finds and reads nothing outside the scope %j',
    async (scope) => {
      const table = new RowsTable(ROWS);
      await expect(read(table, scope)).rejects.toEqual(refusal('NotFoundError'));
      expect(table.reads).toEqual([]);
    },
  );

  it.each([[['73.73']], [['73']], [['*']], [['72.71', '73.73']]])(
    'finds the record within the scope %j',
    async (scope) => {
      await expect(read(new RowsTable(ROWS), scope)).resolves.toBeTruthy();
    },
  );
});

describe('an invalid id', () => {
  it.each(['', 'x', '7373', `${commitmentId}x`, `C#${commitmentId}`])('is not found and not read: %j', async (id) => {
    const table = new RowsTable(ROWS);
    await expect(new TableCommitmentStore(table).get(id, ['*'])).rejects.toEqual(refusal('NotFoundError'));
    expect(table.reads).toEqual([]);
  });
});

describe('a list of commitments', () => {
  const list = async (scope: Scope, filter = {}) => {
    const table = new RowsTable(ROWS);
    const { items } = await listCommitments(table, filter, () => true, undefined, scope);
    return { ids: items.map((item) => item.commitmentId), reads: table.reads };
  };

  it.each([[['73.73']], [['73']], [['*']]])('shows the commitments of the scope %j', async (scope) => {
    expect((await list(scope)).ids).toEqual([commitmentId]);
  });

  it('reads only the regions of the scope', async () => {
    const { ids, reads } = await list(['72.71', '73.17']);
    expect({ ids, reads }).toEqual({ ids: [], reads: ['query 72 C#72.71#', 'query 73 C#73.17#'] });
  });

  it('filtered by waiting office shows nothing outside the scope', async () => {
    expect((await list(['73.73'], { waitingFor: [PALOPO.hospital] })).ids).toEqual([commitmentId]);
    expect((await list(['72'], { waitingFor: [PALOPO.hospital] })).ids).toEqual([]);
  });

  it('filtered by region shows no other region', async () => {
    expect((await list(['73'], { region: '73.73' })).ids).toEqual([commitmentId]);
    expect((await list(['73'], { region: '73.17' })).ids).toEqual([]);
  });

  it('of the nation queries every province once', () => {
    expect(placeRanges('C', ['*']).map(({ value }) => value)).toEqual(PROVINCES);
  });
});

describe('a scope', () => {
  it.each`
    scope        | region     | within
    ${['*']}     | ${'73.73'} | ${true}
    ${['73']}    | ${'73.73'} | ${true}
    ${['73']}    | ${'73'}    | ${true}
    ${['73.73']} | ${'73.73'} | ${true}
    ${['73.73']} | ${'73'}    | ${false}
    ${['73.73']} | ${'73.17'} | ${false}
    ${['7']}     | ${'73.73'} | ${false}
    ${[]}        | ${'73.73'} | ${false}
  `('$scope covers $region: $within', ({ scope, region, within }) => {
    expect(covers(scope, region)).toBe(within);
  });
});
