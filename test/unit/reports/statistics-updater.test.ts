import { describe, expect, it } from 'vitest';
import { NATION } from '../../../functions/regions/scope.ts';
import { SITUATIONS } from '../../builders/decided.ts';
import { comparable, countedFromEvents, historyIn, statisticsProcess, writeHistory } from '../../harness/counted.ts';
import { Faults } from '../../harness/faults.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const LIFE = historyIn('73.73', 1, SITUATIONS.closed().events);

describe('a delayed statistics consumer', () => {
  it.each([
    ['after reading the commitment', 2],
    ['after reading the region', 3],
  ])('counts nothing twice if another one overtakes it %s', async (_, at) => {
    const memory = new MemoryTable();
    writeHistory(memory, LIFE, 3);
    await statisticsProcess(memory).consume([LIFE.commitmentId]);
    writeHistory(memory, LIFE);
    const faults = new Faults();
    faults.plan = ({ number }) =>
      number === at
        ? async (send) => {
            await statisticsProcess(memory).consume([LIFE.commitmentId]);
            return await send();
          }
        : undefined;
    const delayed = statisticsProcess(memory, faults);
    expect([...(await delayed.consume([LIFE.commitmentId]))]).toEqual([]);
    expect(comparable(await delayed.store.statistics({ kind: 'region', code: '73.73' }, NATION))).toEqual(
      comparable(countedFromEvents([LIFE])),
    );
  });
});
