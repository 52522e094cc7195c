import { describe, expect, it } from 'vitest';
import { addDays } from '../../../functions/platform/values/local-date.ts';
import { monthEndsBetween } from '../../../functions/platform/values/months.ts';
import { NATIONWIDE, type Place } from '../../../functions/regions/places.ts';
import { NATION } from '../../../functions/regions/scope.ts';
import { rollUpOf, withRegionTotals } from '../../../functions/reports/statistics/roll-ups.ts';
import { stagesIn } from '../../../functions/reports/statistics/statistics-figures.ts';
import { counting, fromNowOn, happen, plain, recounted } from '../../harness/counted.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';
import { countedTable, LIVES, PALOPO, recount } from '../../harness/rebuild-run.ts';

describe('a snapshot of a day', () => {
  it('is written for every day with an event, and equals a recount of the events up to it', async () => {
    const memory = await countedTable();
    await recount(memory);
    const { store, snapshots } = counting(memory);
    expect(await snapshots.through(PALOPO)).toBe('2026-01-14');
    const palopo = LIVES.filter(({ commitmentId }) => commitmentId.startsWith('7373'));
    const regions = [...Map.groupBy(LIVES, ({ commitmentId }) => commitmentId.slice(0, 4)).values()];
    for (const day of [
      '2025-06-19',
      '2025-06-20',
      '2025-06-23',
      '2025-07-07',
      '2025-07-09',
      '2025-12-31',
      '2026-01-14',
    ]) {
      expect(plain(await store.asOf(PALOPO, day, NATION))).toEqual(plain(recounted(palopo, day)));
      const nation = rollUpOf(regions.map((of) => recounted(of, day)));
      expect(fromNowOn(await store.asOf(NATIONWIDE, day, NATION))).toEqual(fromNowOn(nation));
    }
  });

  it('is not written for a day that has not ended', async () => {
    const memory = await countedTable();
    await recount(memory, new Date('2025-07-08T03:00:00.000Z'));
    const { snapshots } = counting(memory);
    expect(await snapshots.through(PALOPO)).toBe('2025-07-07');
    const palopo = LIVES.filter(({ commitmentId }) => commitmentId.startsWith('7373'));
    const snapshot = await snapshots.latest(PALOPO, '2026-01-14');
    expect(snapshot && plain(withRegionTotals(snapshot))).toEqual(plain(recounted(palopo, '2025-07-07')));
  });

  it('is rewritten when an event is stored some nights after it was decided', async () => {
    const memory = new MemoryTable();
    const lives = LIVES.filter(({ commitmentId }) => commitmentId.startsWith('7373'));
    for (const life of lives) happen(memory, life, 3);
    await recount(memory, new Date('2025-07-11T03:00:00.000Z'));
    for (const life of lives) happen(memory, life);
    await recount(memory, new Date('2025-07-12T03:00:00.000Z'));
    for (const day of ['2025-06-24', '2025-07-07', '2025-07-08', '2025-07-09', '2025-07-11']) {
      const statistics = await counting(memory).store.asOf(PALOPO, day, NATION);
      expect(plain(statistics), day).toEqual(plain(recounted(lives, day)));
    }
  });

  it('equals what is computed from the events while there is none', async () => {
    const memory = await countedTable();
    const before = counting(memory);
    const days = ['2025-06-22', '2025-07-08'];
    const places: readonly Place[] = [PALOPO, { kind: 'province', code: '73' }, NATIONWIDE];
    const read = () => Promise.all(places.flatMap((place) => days.map((day) => before.store.asOf(place, day, NATION))));
    const computed = await read();
    await recount(memory);
    expect((await read()).map(plain)).toEqual(computed.map(plain));
  });
});

describe('the stages at the ends of months', () => {
  const NIGHTS = ['2025-06-30', '2025-07-01', '2025-07-02', '2025-08-01', '2026-01-15'];

  it.each([
    ['region', PALOPO, LIVES.filter(({ commitmentId }) => commitmentId.startsWith('7373'))],
    ['nation', NATIONWIDE, LIVES],
  ] as const)('are recorded nightly for a %s from its first month on, as the events say', async (_, place, lives) => {
    const memory = await countedTable();
    for (const night of NIGHTS) {
      await recount(memory, new Date(`${night}T03:00:00.000Z`));
      const ends = monthEndsBetween('2025-06-01', addDays(night, -1));
      const expected = ends.map((end) => [end.slice(0, 7), plain(stagesIn(recounted(lives, end)))]);
      const { store } = counting(memory);
      expect(plain(await store.stages(place, NATION)), night).toEqual(Object.fromEntries(expected));
    }
  });
});
