import { describe, expect, it } from 'vitest';
import {
  type StoredMoveNotice,
  TableMoveNoticeStore,
} from '../../../functions/notifications/move-notices/move-notices.store.ts';
import { Table } from '../../../functions/platform/table.ts';
import { dynamodbAnswering } from '../../harness/memory/clients.ts';
import { answerOf } from '../../harness/memory/dynamodb.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const NOW = Date.parse('2026-03-02T02:00:00.000Z');
const DAY = 86_400;
const DISPATCH_AT = '2026-03-02T02:35:00.000Z';

function notice(more: Partial<StoredMoveNotice> = {}): StoredMoveNotice {
  return {
    office: '73.73-dinkes',
    commitmentId: '7373-abcdefabcdefabcdef01',
    version: 3,
    move: 'submit',
    part: 'turn',
    at: '2026-03-02T01:59:59.000Z',
    statement: 'Menambah loket',
    dispatchAt: DISPATCH_AT,
    ...more,
  };
}

function storeOf(memory: MemoryTable, now = NOW) {
  const table = new Table(
    dynamodbAnswering(async (action, input) => answerOf(memory, action, input)),
    'commitments',
  );
  return { store: new TableMoveNoticeStore(table, () => now), table };
}

describe('stored move notices', () => {
  it.each([notice(), notice({ move: 'assign', part: 'supporting' }), notice({ move: 'reassign', part: 'former' })])(
    'of $move, $part, are read as they were added',
    async (added) => {
      const { store } = storeOf(new MemoryTable());
      expect(await store.add(added)).toBe(true);
      expect(await store.pending(added.office)).toEqual([added]);
    },
  );

  it('are in the index of turns until removed', async () => {
    const { store, table } = storeOf(new MemoryTable());
    const index = { name: 'byTurn', partition: 'waitsFor', sort: 'until' };
    const listed = async () => await table.queryAll({ index, value: '73.73-dinkes' });
    await store.add(notice({ move: 'reassign', part: 'former' }));
    expect(await listed()).toMatchObject([
      {
        until: DISPATCH_AT,
        at: '2026-03-02T01:59:59.000Z',
        move: 'reassign',
        part: 'former',
        statement: 'Menambah loket',
      },
    ]);
    await store.removeMoveNotices([notice()]);
    expect(await listed()).toEqual([]);
  });

  it('are unchanged when added again and cannot be added again once removed', async () => {
    const { store } = storeOf(new MemoryTable());
    await store.add(notice());
    expect(await store.add(notice({ dispatchAt: '2026-03-02T03:00:00.000Z' }))).toBe(true);
    expect(await store.pending('73.73-dinkes')).toEqual([notice()]);
    await store.removeMoveNotices([notice()]);
    expect(await store.add(notice())).toBe(false);
    expect(await store.pending('73.73-dinkes')).toEqual([]);
  });

  it('are listed oldest first for their own office only', async () => {
    const { store } = storeOf(new MemoryTable());
    const older = notice({ commitmentId: '7373-ffffffffffffffffffff', at: '2026-03-02T01:00:00.000Z' });
    for (const row of [notice(), older, notice({ office: '73.73-rsud' })]) await store.add(row);
    expect(await store.pending('73.73-dinkes')).toEqual([older, notice()]);
  });

  it('expire after 30 days if pending and after two if handled', async () => {
    const memory = new MemoryTable();
    const { store } = storeOf(memory);
    const expires = () => memory.all().map((item) => Number(item.expires?.N) - NOW / 1000);
    await store.add(notice());
    expect(expires()).toEqual([30 * DAY]);
    await store.removeMoveNotices([notice()]);
    expect(expires()).toEqual([2 * DAY]);
  });
});

describe('the offices with notices due at a time', () => {
  it('are listed in pages, each once', async () => {
    const { store } = storeOf(new MemoryTable());
    const offices = Array.from({ length: 60 }, (_, index) => `73.73-puskesmas-${String(index).padStart(2, '0')}`);
    for (const office of [...offices, ...offices]) await store.collect(DISPATCH_AT, office);
    await store.collect('2026-03-02T02:40:00.000Z', '73.73-dinkes');
    const listed: string[] = [];
    let pages = 0;
    let cursor: string | undefined;
    do {
      const page = await store.collected(DISPATCH_AT, cursor);
      listed.push(...page.offices);
      pages += 1;
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(listed).toEqual(offices);
    expect(pages).toBe(3);
  });
});
