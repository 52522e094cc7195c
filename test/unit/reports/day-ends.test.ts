import { describe, expect, it } from 'vitest';
import { addDays } from '../../../functions/platform/values/local-date.ts';
import { monthEndsBetween } from '../../../functions/platform/values/months.ts';
import { NATIONWIDE, type Place } from '../../../functions/regions/places.ts';
import { NATION } from '../../../functions/regions/scope.ts';
import { rollUpOf, withRegionTotals } from '../../../functions/reports/statistics/roll-ups.ts';
import { stagesIn } from '../../../functions/reports/statistics/statistics-figures.ts';
import {
  comparable,
  countedFromEvents,
  rollUpFromNow,
  statisticsProcess,
  writeHistory,
} from '../../harness/counted.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';
import { countedTable, HISTORIES, PALOPO, runRebuild } from '../../harness/rebuild-run.ts';

describe('a snapshot of a day', () => {
  it('is written for every day with an event, and equals a recount of the events up to it', async () => {
    const memory = await countedTable();
    await runRebuild(memory);
    const { store, snapshots } = statisticsProcess(memory);
    expect(await snapshots.through(PALOPO)).toBe('2026-01-14');
    const palopo = HISTORIES.filter(({ commitmentId }) => commitmentId.startsWith('7373'));
    const regions = [...Map.groupBy(HISTORIES, ({ commitmentId }) => commitmentId.slice(0, 4)).values()];
    for (const day of [
      '2025-06-19',
      '2025-06-20',
      '2025-06-23',
      '2025-07-07',
      '2025-07-09',
      '2025-12-31',
      '2026-01-14',
    ]) {
      expect(comparable(await store.asOf(PALOPO, day, NATION))).toEqual(comparable(countedFromEvents(palopo, day)));
      const nation = rollUpOf(regions.map((of) => countedFromEvents(of, day)));
      expect(rollUpFromNow(await store.asOf(NATIONWIDE, day, NATION))).toEqual(rollUpFromNow(nation));
    }
  });

  it('is not written for a day that has not ended', async () => {
    const memory = await countedTable();
    await runRebuild(memory, new Date('2025-07-08T03:00:00.000Z'));
    const { snapshots } = statisticsProcess(memory);
    expect(await snapshots.through(PALOPO)).toBe('2025-07-07');
    const palopo = HISTORIES.filter(({ commitmentId }) => commitmentId.startsWith('7373'));
    const snapshot = await snapshots.latest(PALOPO, '2026-01-14');
    expect(snapshot && comparable(withRegionTotals(snapshot))).toEqual(
      comparable(countedFromEvents(palopo, '2025-07-07')),
    );
  });

  it('is rewritten when an event is stored some nights after it was decided', async () => {
    const memory = new MemoryTable();
    const lives = HISTORIES.filter(({ commitmentId }) => commitmentId.startsWith('7373'));
    for (const life of lives) writeHistory(memory, life, 3);
    await runRebuild(memory, new Date('2025-07-11T03:00:00.000Z'));
    for (const life of lives) writeHistory(memory, life);
    await runRebuild(memory, new Date('2025-07-12T03:00:00.000Z'));
    for (const day of ['2025-06-24', '2025-07-07', '2025-07-08', '2025-07-09', '2025-07-11']) {
      const statistics = await statisticsProcess(memory).store.asOf(PALOPO, day, NATION);
      expect(comparable(statistics), day).toEqual(comparable(countedFromEvents(lives, day)));
    }
  });

  it('equals what is computed from the events while there is none', async () => {
    const memory = await countedTable();
    const before = statisticsProcess(memory);
    const days = ['2025-06-22', '2025-07-08'];
    const places: readonly Place[] = [PALOPO, { kind: 'province', code: '73' }, NATIONWIDE];
    const read = () => Promise.all(places.flatMap((place) => days.map((day) => before.store.asOf(place, day, NATION))));
    const computed = await read();
    await runRebuild(memory);
    expect((await read()).map(comparable)).toEqual(computed.map(comparable));
  });
});

describe('the stages at the ends of months', () => {
  const NIGHTS = ['2025-06-30', '2025-07-01', '2025-07-02', '2025-08-01', '2026-01-15'];

  it.each([
    ['region', PALOPO, HISTORIES.filter(({ commitmentId }) => commitmentId.startsWith('7373'))],
    ['nation', NATIONWIDE, HISTORIES],
  ] as const)('are recorded nightly for a %s from its first month on, as the events say', async (_, place, lives) => {
    const memory = await countedTable();
    for (const night of NIGHTS) {
      await runRebuild(memory, new Date(`${night}T03:00:00.000Z`));
      const ends = monthEndsBetween('2025-06-01', addDays(night, -1));
      const expected = ends.map((end) => [end.slice(0, 7), comparable(stagesIn(countedFromEvents(lives, end)))]);
      const { store } = statisticsProcess(memory);
      expect(comparable(await store.stages(place, NATION)), night).toEqual(Object.fromEntries(expected));
    }
  });
});
