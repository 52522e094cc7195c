import { describe, expect, it } from 'vitest';
import { NATION } from '../../../functions/regions/scope.ts';
import { SITUATIONS } from '../../builders/decided.ts';
import { counting, happen, lifeIn, plain, recounted } from '../../harness/counted.ts';
import { conflict, Faults, failBeforeSending, on } from '../../harness/faults.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const [before, slow, fast] = [
  lifeIn('73.73', 0, SITUATIONS.closed().events),
  lifeIn('73.73', 3, SITUATIONS.submitted().events),
  lifeIn('73.73', 6, SITUATIONS.assigned().events),
];

/** Two count in one region: the second from beginning to end when the first has read so many items. */
async function countAtOnce(itemsRead: number) {
  const memory = new MemoryTable();
  for (const life of [before, slow, fast]) happen(memory, life);
  await counting(memory).consume([before.commitmentId]);
  let read = 0;
  const meanwhile = async () => {
    read += 1;
    if (read === itemsRead) await counting(memory).consume([fast.commitmentId]);
  };
  await counting(memory, undefined, meanwhile).consume([slow.commitmentId]);
  return { isOver: read < itemsRead, store: counting(memory).store };
}

describe('a consumer whose transaction meets another', () => {
  it('tries again at once, without giving its batch back', async () => {
    const memory = new MemoryTable();
    happen(memory, before);
    const faults = new Faults();
    faults.plan = on('TransactWriteItems', failBeforeSending(conflict()), 1);
    expect(await counting(memory, faults).consume([before.commitmentId])).toEqual(new Map());
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
      const expected = recounted(isOver ? [before, slow] : [before, slow, fast]);
      expect(plain(statistics), `after ${itemsRead} items`).toEqual(plain(expected));
    }
    expect(itemsRead).toBeGreaterThan(15);
  });
});
