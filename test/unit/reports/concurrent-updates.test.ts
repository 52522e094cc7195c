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

/** Counts two commitments of one region: the second completely, as soon as the first update has read so many items. */
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

describe('the statistics consumer', () => {
  it('retries a conflicting transaction without returning its batch', async () => {
    const memory = new MemoryTable();
    writeHistory(memory, before);
    const faults = new Faults();
    faults.plan = on('TransactWriteItems', failBeforeSending(conflict()), 1);
    expect(await statisticsProcess(memory, faults).consume([before.commitmentId])).toEqual(new Map());
    expect(faults.calls.filter(({ action }) => action === 'TransactWriteItems')).toHaveLength(2);
  });
});

describe('the statistics consumer, reading a region item by item', () => {
  it('loses no update that another consumer makes between any two items', { timeout: 30_000 }, async () => {
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
