import { describe, expect, it } from 'vitest';
import { keys } from '../../../functions/platform/keys.ts';
import { NATIONWIDE, type Place } from '../../../functions/regions/places.ts';
import { NATION } from '../../../functions/regions/scope.ts';
import type { RebuildFinding } from '../../../functions/reports/statistics/rebuilds.ts';
import { rollUpOf } from '../../../functions/reports/statistics/roll-ups.ts';
import { STATISTICS_PARTS } from '../../../functions/reports/statistics/statistics-items.store.ts';
import { SITUATIONS } from '../../builders/decided.ts';
import { counting, fromNowOn, happen, lifeIn, plain, recounted } from '../../harness/counted.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';
import { countedTable, LIVES, NOW, PALOPO, recount } from '../../harness/rebuild-run.ts';

async function remove(memory: MemoryTable, key: { pk: string; sk: string }): Promise<void> {
  await counting(memory).table.write([{ remove: key }]);
}

async function everythingIsRight(memory: MemoryTable): Promise<void> {
  const { store } = counting(memory);
  const palopo = recounted(LIVES.filter(({ commitmentId }) => commitmentId.startsWith('7373')));
  expect(plain(await store.statistics(PALOPO, NATION))).toEqual(plain(palopo));
  const regions = [...Map.groupBy(LIVES, ({ commitmentId }) => commitmentId.slice(0, 4)).values()];
  const sum = rollUpOf(regions.map((of) => recounted(of)));
  expect(fromNowOn(await store.statistics(NATIONWIDE, NATION))).toEqual(fromNowOn(sum));
}

const wrong = (place: Place, more: Partial<RebuildFinding> = {}) => ({
  place,
  commitments: 0,
  isSumRight: true,
  unreadable: 0,
  ...more,
});

describe('a rebuild', () => {
  it('finds no drift if everything was counted, and writes only snapshots', async () => {
    const memory = await countedTable();
    const written: string[] = [];
    memory.onTouch = ({ how, pk }) => how === 'written' && written.push(pk);
    expect(await recount(memory)).toEqual([]);
    expect(written.filter((pk) => !pk.startsWith('SNAPSHOT#'))).toEqual([]);
    await everythingIsRight(memory);
  });

  it('counts a commitment that the stream never delivered', async () => {
    const [missed] = LIVES.slice(1, 2);
    const memory = await countedTable(missed === undefined ? [] : [missed]);
    expect(await recount(memory)).toEqual([wrong(PALOPO, { commitments: 1 })]);
    await everythingIsRight(memory);
    expect(await recount(memory)).toEqual([]);
  });

  it('ignores mismatches that are gone at the second check', async () => {
    const memory = await countedTable(LIVES);
    const ids = LIVES.map(({ commitmentId }) => commitmentId);
    expect(await recount(memory, NOW, () => counting(memory).consume(ids))).toEqual([]);
    await everythingIsRight(memory);
  });

  it('counts everything if nothing was counted before', async () => {
    const memory = await countedTable(LIVES);
    const places = (await recount(memory)).map(({ place }) => place.code);
    expect(places).toEqual(expect.arrayContaining(['73.73', '73.71', '75.71', '32.73']));
    await everythingIsRight(memory);
    expect(await recount(memory)).toEqual([]);
  });

  it.each(Object.values(STATISTICS_PARTS))('repairs a region that lost %s', async (part) => {
    const memory = await countedTable();
    await remove(memory, keys.statistics(PALOPO, part));
    expect(await recount(memory)).toContainEqual(wrong(PALOPO, { isSumRight: false }));
    await everythingIsRight(memory);
    expect(await recount(memory)).toEqual([]);
  });

  it.each([
    ['province', '73', STATISTICS_PARTS.headline],
    ['kedeputian', 'IX', STATISTICS_PARTS.days],
    ['nation', '*', STATISTICS_PARTS.themes],
  ] as const)('repairs a %s that lost a part', async (kind, code, part) => {
    const memory = await countedTable();
    await remove(memory, keys.statistics({ kind, code }, part));
    expect(await recount(memory)).toEqual([wrong({ kind, code }, { isSumRight: false })]);
    await everythingIsRight(memory);
  });

  it('repairs a region after the counted contribution of a commitment was lost', async () => {
    const memory = await countedTable();
    await remove(memory, keys.contribution(LIVES[0]?.commitmentId ?? ''));
    expect(await recount(memory)).toEqual([wrong(PALOPO, { commitments: 1, isSumRight: false })]);
    await everythingIsRight(memory);
  });

  it('moves a province to the Kedeputian that it now belongs to', async () => {
    const memory = await countedTable();
    const { table, store } = counting(memory);
    const ix = keys.statistics({ kind: 'kedeputian', code: 'IX' }, STATISTICS_PARTS.headline);
    const item = await table.get(ix);
    // As if Gorontalo (75, now in X) had been part of IX when its statistics were written.
    await table.put({ ...item, parts: ['73', '75'], counts: { raised: 99 } });
    expect(await recount(memory)).toEqual([wrong({ kind: 'kedeputian', code: 'IX' }, { isSumRight: false })]);
    const parts = ['7373', '7371'].map((code) => recounted(LIVES.filter((life) => life.commitmentId.startsWith(code))));
    const sum = rollUpOf(parts);
    expect(plain(await store.statistics({ kind: 'kedeputian', code: 'IX' }, NATION))).toEqual(plain(sum));
  });

  it('reports an unreadable commitment and changes nothing in its region', async () => {
    const memory = await countedTable();
    const id = LIVES[1]?.commitmentId ?? '';
    const { table } = counting(memory);
    const event = await table.get(keys.event(id, 1));
    const before = await table.queryAll({ value: keys.statistics(PALOPO, '').pk });
    await table.put({ ...event, schema: 99 });
    expect(await recount(memory)).toEqual([wrong(PALOPO, { isSumRight: false, unreadable: 1 })]);
    expect(await table.queryAll({ value: keys.statistics(PALOPO, '').pk })).toEqual(before);
    const { snapshots } = counting(memory);
    // No snapshots for the places above either.
    for (const place of [PALOPO, { kind: 'province', code: '73' } as const, NATIONWIDE]) {
      expect(await snapshots.through(place)).toBeUndefined();
    }
    expect(await snapshots.through({ kind: 'province', code: '32' })).toBe('2026-01-14');
  });
});

describe('an abolished region', () => {
  it('is counted under its old code and rolled up like any other', async () => {
    const memory = new MemoryTable();
    const life = lifeIn('73.99', 1, SITUATIONS.closed().events);
    happen(memory, life);
    const { consume, store } = counting(memory);
    await consume([life.commitmentId]);
    expect((await store.headline({ kind: 'region', code: '73.99' }, NATION)).counts.get('fulfilled')).toBe(1);
    for (const place of [
      { kind: 'province' as const, code: '73' },
      { kind: 'kedeputian' as const, code: 'IX' },
      NATIONWIDE,
    ]) {
      expect((await store.headline(place, NATION)).counts.get('fulfilled')).toBe(1);
    }
    expect(await recount(memory)).toEqual([]);
  });

  it('of a province without a Kedeputian is rolled up as unassigned', async () => {
    const memory = new MemoryTable();
    const life = lifeIn('99.01', 1, SITUATIONS.closed().events);
    happen(memory, life);
    const { consume, store } = counting(memory);
    await consume([life.commitmentId]);
    const unassigned = await store.headline({ kind: 'kedeputian', code: 'unassigned' }, NATION);
    expect(unassigned.counts.get('fulfilled')).toBe(1);
    expect((await store.headline(NATIONWIDE, NATION)).counts.get('fulfilled')).toBe(1);
  });
});
