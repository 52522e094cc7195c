import { describe, expect, it } from 'vitest';
import { NATION } from '../../../functions/regions/scope.ts';
import { SITUATIONS } from '../../builders/decided.ts';
import { counting, happen, lifeIn, plain, recounted } from '../../harness/counted.ts';
import { Faults } from '../../harness/faults.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const LIFE = lifeIn('73.73', 1, SITUATIONS.closed().events);

describe('a delayed statistics consumer', () => {
  it.each([
    ['after reading the commitment', 2],
    ['after reading the region', 3],
  ])('counts nothing twice if another one overtakes it %s', async (_, at) => {
    const memory = new MemoryTable();
    happen(memory, LIFE, 3);
    await counting(memory).consume([LIFE.commitmentId]);
    happen(memory, LIFE);
    const faults = new Faults();
    faults.plan = ({ number }) =>
      number === at
        ? async (send) => {
            await counting(memory).consume([LIFE.commitmentId]);
            return await send();
          }
        : undefined;
    const delayed = counting(memory, faults);
    expect([...(await delayed.consume([LIFE.commitmentId]))]).toEqual([]);
    expect(plain(await delayed.store.statistics({ kind: 'region', code: '73.73' }, NATION))).toEqual(
      plain(recounted([LIFE])),
    );
  });
});
