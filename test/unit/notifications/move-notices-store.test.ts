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
const TELL_AT = '2026-03-02T02:35:00.000Z';

function news(more: Partial<StoredMoveNotice> = {}): StoredMoveNotice {
  return {
    office: '73.73-dinkes',
    commitmentId: '7373-abcdefabcdefabcdef01',
    version: 3,
    move: 'submit',
    part: 'turn',
    at: '2026-03-02T01:59:59.000Z',
    statement: 'Menambah loket',
    dispatchAt: TELL_AT,
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

describe('news', () => {
  it.each([news(), news({ move: 'assign', part: 'supporting' }), news({ move: 'reassign', part: 'former' })])(
    'of $move, $part, is read as it was kept',
    async (kept) => {
      const { store } = storeOf(new MemoryTable());
      expect(await store.add(kept)).toBe(true);
      expect(await store.pending(kept.office)).toEqual([kept]);
    },
  );

  it('lies in the index of turns until it is told, beside the turns and not among them', async () => {
    const { store, table } = storeOf(new MemoryTable());
    const index = { name: 'byTurn', partition: 'waitsFor', sort: 'until' };
    const listed = async () => await table.queryAll({ index, value: '73.73-dinkes' });
    await store.add(news({ move: 'reassign', part: 'former' }));
    expect(await listed()).toMatchObject([
      { until: TELL_AT, at: '2026-03-02T01:59:59.000Z', move: 'reassign', part: 'former', statement: 'Menambah loket' },
    ]);
    await store.removeMoveNotices([news()]);
    expect(await listed()).toEqual([]);
  });

  it('stays as it was when it is kept again, and is not kept again once told', async () => {
    const { store } = storeOf(new MemoryTable());
    await store.add(news());
    expect(await store.add(news({ dispatchAt: '2026-03-02T03:00:00.000Z' }))).toBe(true);
    expect(await store.pending('73.73-dinkes')).toEqual([news()]);
    await store.removeMoveNotices([news()]);
    expect(await store.add(news())).toBe(false);
    expect(await store.pending('73.73-dinkes')).toEqual([]);
  });

  it('is told oldest first, to its own office alone', async () => {
    const { store } = storeOf(new MemoryTable());
    const older = news({ commitmentId: '7373-ffffffffffffffffffff', at: '2026-03-02T01:00:00.000Z' });
    for (const row of [news(), older, news({ office: '73.73-rsud' })]) await store.add(row);
    expect(await store.pending('73.73-dinkes')).toEqual([older, news()]);
  });

  it('ends by itself: untold after 30 days, told after two', async () => {
    const memory = new MemoryTable();
    const { store } = storeOf(memory);
    const expires = () => memory.all().map((item) => Number(item.expires?.N) - NOW / 1000);
    await store.add(news());
    expect(expires()).toEqual([30 * DAY]);
    await store.removeMoveNotices([news()]);
    expect(expires()).toEqual([2 * DAY]);
  });
});

describe('the offices that have news to be told at a moment', () => {
  it('are listed in pages, each once', async () => {
    const { store } = storeOf(new MemoryTable());
    const offices = Array.from({ length: 60 }, (_, index) => `73.73-puskesmas-${String(index).padStart(2, '0')}`);
    for (const office of [...offices, ...offices]) await store.collect(TELL_AT, office);
    await store.collect('2026-03-02T02:40:00.000Z', '73.73-dinkes');
    const listed: string[] = [];
    let pages = 0;
    let cursor: string | undefined;
    do {
      const page = await store.collected(TELL_AT, cursor);
      listed.push(...page.offices);
      pages += 1;
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(listed).toEqual(offices);
    expect(pages).toBe(3);
  });
});
