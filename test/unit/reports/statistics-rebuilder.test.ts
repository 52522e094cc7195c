import { describe, expect, it } from 'vitest';
import { keys } from '../../../functions/platform/keys.ts';
import { NATIONWIDE, type Place } from '../../../functions/regions/places.ts';
import { KEDEPUTIAN } from '../../../functions/regions/provinces.ts';
import { NATION } from '../../../functions/regions/scope.ts';
import { type RebuildFinding, recountResult } from '../../../functions/reports/statistics/rebuilds.ts';
import { rollUpOf } from '../../../functions/reports/statistics/roll-ups.ts';
import { STATISTICS_PARTS } from '../../../functions/reports/statistics/statistics-items.store.ts';
import { SITUATIONS } from '../../builders/decided.ts';
import {
  comparable,
  countedFromEvents,
  historyIn,
  rollUpFromNow,
  statisticsProcess,
  writeHistory,
} from '../../harness/counted.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';
import { countedTable, HISTORIES, NOW, PALOPO, runDryRebuild, runRebuild } from '../../harness/rebuild-run.ts';

async function remove(memory: MemoryTable, key: { pk: string; sk: string }): Promise<void> {
  await statisticsProcess(memory).table.write([{ remove: key }]);
}

async function everythingIsRight(memory: MemoryTable): Promise<void> {
  const { store } = statisticsProcess(memory);
  const palopo = countedFromEvents(HISTORIES.filter(({ commitmentId }) => commitmentId.startsWith('7373')));
  expect(comparable(await store.statistics(PALOPO, NATION))).toEqual(comparable(palopo));
  const regions = [...Map.groupBy(HISTORIES, ({ commitmentId }) => commitmentId.slice(0, 4)).values()];
  const sum = rollUpOf(regions.map((of) => countedFromEvents(of)));
  expect(rollUpFromNow(await store.statistics(NATIONWIDE, NATION))).toEqual(rollUpFromNow(sum));
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
    expect(await runRebuild(memory)).toEqual([]);
    expect(written.filter((pk) => !pk.startsWith('SNAPSHOT#'))).toEqual([]);
    await everythingIsRight(memory);
  });

  it('counts a commitment that the stream never delivered', async () => {
    const [missed] = HISTORIES.slice(1, 2);
    const memory = await countedTable(missed === undefined ? [] : [missed]);
    expect(await runRebuild(memory)).toEqual([wrong(PALOPO, { commitments: 1 })]);
    await everythingIsRight(memory);
    expect(await runRebuild(memory)).toEqual([]);
  });

  it('ignores mismatches that are gone at the second check', async () => {
    const memory = await countedTable(HISTORIES);
    const ids = HISTORIES.map(({ commitmentId }) => commitmentId);
    expect(await runRebuild(memory, NOW, () => statisticsProcess(memory).consume(ids))).toEqual([]);
    await everythingIsRight(memory);
  });

  it('counts everything if nothing was counted before', async () => {
    const memory = await countedTable(HISTORIES);
    const places = (await runRebuild(memory)).map(({ place }) => place.code);
    expect(places).toEqual(expect.arrayContaining(['73.73', '73.71', '75.71', '32.73']));
    await everythingIsRight(memory);
    expect(await runRebuild(memory)).toEqual([]);
  });

  it.each(Object.values(STATISTICS_PARTS))('repairs a region that lost %s', async (part) => {
    const memory = await countedTable();
    await remove(memory, keys.statistics(PALOPO, part));
    expect(await runRebuild(memory)).toContainEqual(wrong(PALOPO, { isSumRight: false }));
    await everythingIsRight(memory);
    expect(await runRebuild(memory)).toEqual([]);
  });

  it.each([
    ['province', '73', STATISTICS_PARTS.headline],
    ['kedeputian', 'IX', STATISTICS_PARTS.days],
    ['nation', '*', STATISTICS_PARTS.themes],
  ] as const)('repairs a %s that lost a part', async (kind, code, part) => {
    const memory = await countedTable();
    await remove(memory, keys.statistics({ kind, code }, part));
    expect(await runRebuild(memory)).toEqual([wrong({ kind, code }, { isSumRight: false })]);
    await everythingIsRight(memory);
  });

  it('repairs a region after the counted contribution of a commitment was lost', async () => {
    const memory = await countedTable();
    await remove(memory, keys.contribution(HISTORIES[0]?.commitmentId ?? ''));
    expect(await runRebuild(memory)).toEqual([wrong(PALOPO, { commitments: 1, isSumRight: false })]);
    await everythingIsRight(memory);
  });

  it('moves a province to the Kedeputian that it now belongs to', async () => {
    const memory = await countedTable();
    const { table, store } = statisticsProcess(memory);
    const ix = keys.statistics({ kind: 'kedeputian', code: 'IX' }, STATISTICS_PARTS.headline);
    const item = await table.get(ix);
    // As if Gorontalo (75, now in X) had been part of IX when its statistics were written.
    await table.put({ ...item, parts: ['73', '75'], counts: { raised: 99 } });
    expect(await runRebuild(memory)).toEqual([wrong({ kind: 'kedeputian', code: 'IX' }, { isSumRight: false })]);
    const parts = ['7373', '7371'].map((code) =>
      countedFromEvents(HISTORIES.filter((life) => life.commitmentId.startsWith(code))),
    );
    const sum = rollUpOf(parts);
    expect(comparable(await store.statistics({ kind: 'kedeputian', code: 'IX' }, NATION))).toEqual(comparable(sum));
  });

  it('reports an unreadable commitment and changes nothing in its region', async () => {
    const memory = await countedTable();
    const id = HISTORIES[1]?.commitmentId ?? '';
    const { table } = statisticsProcess(memory);
    const event = await table.get(keys.event(id, 1));
    const before = await table.queryAll({ value: keys.statistics(PALOPO, '').pk });
    await table.put({ ...event, schema: 99 });
    expect(await runRebuild(memory)).toEqual([wrong(PALOPO, { isSumRight: false, unreadable: 1 })]);
    expect(await table.queryAll({ value: keys.statistics(PALOPO, '').pk })).toEqual(before);
    const { snapshots } = statisticsProcess(memory);
    // No snapshots for the places above either.
    for (const place of [PALOPO, { kind: 'province', code: '73' } as const, NATIONWIDE]) {
      expect(await snapshots.through(place)).toBeUndefined();
    }
    expect(await snapshots.through({ kind: 'province', code: '32' })).toBe('2026-01-14');
  });
});

describe('a dry rebuild', () => {
  it('finds what a rebuild would repair, and writes nothing', async () => {
    const memory = await countedTable();
    const province = { kind: 'province', code: '32' } as const;
    await remove(memory, keys.contribution(HISTORIES[0]?.commitmentId ?? ''));
    await remove(memory, keys.statistics(province, STATISTICS_PARTS.days));
    const written: string[] = [];
    memory.onTouch = ({ how, pk }) => how === 'written' && written.push(pk);
    const dry = await runDryRebuild(memory);
    expect(written).toEqual([]);
    // And also the places above, which a rebuild repairs along with the first.
    expect(dry.drifts).toEqual(expect.arrayContaining([...(await runRebuild(memory))]));
    expect(dry.drifts).toContainEqual(wrong(province, { isSumRight: false }));
    await everythingIsRight(memory);
  });
});

describe('the result of a rebuild', () => {
  it('counts the places checked, wrong once, wrong twice and repaired', async () => {
    const memory = await countedTable();
    await remove(memory, keys.statistics(NATIONWIDE, STATISTICS_PARTS.days));
    const state = await runDryRebuild(memory);
    const finding = wrong(NATIONWIDE, { isSumRight: false });
    // Four regions, three provinces, the Kedeputian and the nation.
    const looked = 4 + 3 + KEDEPUTIAN.length + 1;
    expect(recountResult(state, true)).toEqual({
      looked,
      seenOnce: 1,
      seenTwice: 1,
      acted: 0,
      rows: [{ ...finding, done: 'dryRun' }],
    });
    expect(recountResult(state, false)).toMatchObject({ acted: 1, rows: [{ ...finding, done: 'repaired' }] });
  });

  it('says that a place with an unreadable commitment was only reported', () => {
    const drifts = [wrong(PALOPO, { isSumRight: false, unreadable: 1 })];
    expect(recountResult({ looked: 1, seenOnce: 1, drifts }, false)).toMatchObject({
      seenTwice: 1,
      acted: 0,
      rows: [{ done: 'reported' }],
    });
  });

  it('has at most a hundred rows, and counts them all', () => {
    const drifts = Array.from({ length: 101 }, () => wrong(PALOPO, { isSumRight: false }));
    const result = recountResult({ looked: 101, seenOnce: 101, drifts }, false);
    expect(result.rows).toHaveLength(100);
    expect(result).toMatchObject({ seenTwice: 101, acted: 101 });
  });
});

describe('an abolished region', () => {
  it('is counted under its old code and rolled up like any other', async () => {
    const memory = new MemoryTable();
    const life = historyIn('73.99', 1, SITUATIONS.closed().events);
    writeHistory(memory, life);
    const { consume, store } = statisticsProcess(memory);
    await consume([life.commitmentId]);
    expect((await store.headline({ kind: 'region', code: '73.99' }, NATION)).counts.get('fulfilled')).toBe(1);
    for (const place of [
      { kind: 'province' as const, code: '73' },
      { kind: 'kedeputian' as const, code: 'IX' },
      NATIONWIDE,
    ]) {
      expect((await store.headline(place, NATION)).counts.get('fulfilled')).toBe(1);
    }
    expect(await runRebuild(memory)).toEqual([]);
  });

  it('of a province without a Kedeputian is rolled up as unassigned', async () => {
    const memory = new MemoryTable();
    const life = historyIn('99.01', 1, SITUATIONS.closed().events);
    writeHistory(memory, life);
    const { consume, store } = statisticsProcess(memory);
    await consume([life.commitmentId]);
    const unassigned = await store.headline({ kind: 'kedeputian', code: 'unassigned' }, NATION);
    expect(unassigned.counts.get('fulfilled')).toBe(1);
    expect((await store.headline(NATIONWIDE, NATION)).counts.get('fulfilled')).toBe(1);
  });
});
