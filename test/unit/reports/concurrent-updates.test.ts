import { describe, expect, it } from 'vitest';
import { NATION } from '../../../functions/regions/scope.ts';
import { SITUATIONS } from '../../builders/decided.ts';
import { comparable, countedFromEvents, historyIn, statisticsProcess, writeHistory } from '../../harness/counted.ts';
import { conflict, Faults, failBeforeSending, on } from '../../harness/faults.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const [before, slow, fast] = [
  historyIn('73.73', 0, SITUATIONS.closed().events),
  historyIn('73.73', 3, SITUATIONS.submitted().events),
  historyIn('73.73', 6, SITUATIONS.assigned().events),
];

/** Two count in one region: the second from beginning to end when the first has read so many items. */
async function countAtOnce(itemsRead: number) {
  const memory = new MemoryTable();
  for (const life of [before, slow, fast]) writeHistory(memory, life);
  await statisticsProcess(memory).consume([before.commitmentId]);
  let read = 0;
  const meanwhile = async () => {
    read += 1;
    if (read === itemsRead) await statisticsProcess(memory).consume([fast.commitmentId]);
  };
  await statisticsProcess(memory, undefined, meanwhile).consume([slow.commitmentId]);
  return { isOver: read < itemsRead, store: statisticsProcess(memory).store };
}

describe('a consumer whose transaction meets another', () => {
  it('tries again at once, without giving its batch back', async () => {
    const memory = new MemoryTable();
    writeHistory(memory, before);
    const faults = new Faults();
    faults.plan = on('TransactWriteItems', failBeforeSending(conflict()), 1);
    expect(await statisticsProcess(memory, faults).consume([before.commitmentId])).toEqual(new Map());
    expect(faults.calls.filter(({ action }) => action === 'TransactWriteItems')).toHaveLength(2);
  });
});

describe('a consumer that reads a region', () => {
  it('loses nothing of what another counts there between any two of the items', { timeout: 30_000 }, async () => {
    let itemsRead = 0;
    for (let isOver = false; !isOver; ) {
      itemsRead += 1;
      const counted = await countAtOnce(itemsRead);
      isOver = counted.isOver;
      const statistics = await counted.store.statistics({ kind: 'region', code: '73.73' }, NATION);
      const expected = countedFromEvents(isOver ? [before, slow] : [before, slow, fast]);
      expect(comparable(statistics), `after ${itemsRead} items`).toEqual(comparable(expected));
    }
    expect(itemsRead).toBeGreaterThan(15);
  });
});
