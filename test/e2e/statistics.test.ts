import { describe, expect, it, vi } from 'vitest';
import { keys } from '../../functions/platform/keys.ts';
import { Table } from '../../functions/platform/table.ts';
import { mapConcurrently } from '../../functions/platform/values/concurrency.ts';
import { localDateIn } from '../../functions/platform/values/local-date.ts';
import type { Place } from '../../functions/regions/places.ts';
import { kedeputianOf } from '../../functions/regions/provinces.ts';
import { NATION } from '../../functions/regions/scope.ts';
import { rollUpOf } from '../../functions/reports/statistics/roll-ups.ts';
import type { DatedStatistics } from '../../functions/reports/statistics/statistics.ts';
import { STATISTICS_PARTS } from '../../functions/reports/statistics/statistics-items.store.ts';
import { TableStatisticsReader } from '../../functions/reports/statistics/statistics-reader.store.ts';
import { TableStatisticsRepository } from '../../functions/reports/statistics/statistics-repository.store.ts';
import { TableStatisticsSnapshots } from '../../functions/reports/statistics/statistics-snapshots.store.ts';
import { commitmentAt, PALOPO } from '../builders/commitments.ts';
import { as } from '../engine/api.ts';
import { dynamodb } from '../engine/aws.ts';
import { finished, recountShape } from '../engine/runs.ts';
import { platform } from '../engine/under-test.ts';
import { comparable, countedFromEvents, rollUpFromNow } from '../harness/counted.ts';
import { commitmentShape } from '../oracles/shapes.ts';

const table = new Table(dynamodb, platform().tableName);
const repository = new TableStatisticsRepository(table);
const store = new TableStatisticsReader(table, repository, new TableStatisticsSnapshots(table));
const REGIONS = ['62.02', '64.02', '72.71', '73.73', '75.71'] as const;

/** Counts of every region, from the API's commitments and events. */
async function shown(): Promise<ReadonlyMap<string, DatedStatistics>> {
  const commitments = await as('admin').all('/commitments', commitmentShape);
  const byRegion = Map.groupBy(commitments, ({ region }) => region);
  const counted = new Map<string, DatedStatistics>();
  for (const [region, of] of byRegion) {
    const lives = await mapConcurrently(of, async ({ commitmentId }) => ({
      commitmentId,
      events: await as('admin').events(commitmentId),
    }));
    counted.set(region, countedFromEvents(lives));
  }
  return counted;
}

/** Expects all statistics to equal the counts of the API. Reads again what changed meanwhile. */
async function everyTallyIsShown(): Promise<void> {
  const kept = async (place: Place) => await store.statistics(place, NATION);
  await vi.waitFor(
    async () => {
      const regions = await shown();
      expect([...regions.keys()]).toEqual(expect.arrayContaining([...REGIONS]));
      const sumWhere = (isPart: (region: string) => boolean) => {
        const parts = [...regions].filter(([region]) => isPart(region)).map(([, statistics]) => statistics);
        return rollUpFromNow(rollUpOf(parts));
      };
      for (const [code, statistics] of regions)
        expect(comparable(await kept({ kind: 'region', code }))).toEqual(comparable(statistics));
      for (const code of ['62', '73']) {
        expect(rollUpFromNow(await kept({ kind: 'province', code }))).toEqual(
          sumWhere((region) => region.startsWith(code)),
        );
      }
      const inX = sumWhere((region) => kedeputianOf(region) === 'X');
      expect(rollUpFromNow(await kept({ kind: 'kedeputian', code: 'X' }))).toEqual(inX);
      expect(rollUpFromNow(await kept({ kind: 'nation', code: '*' }))).toEqual(sumWhere(() => true));
    },
    { timeout: 120_000, interval: 100 },
  );
}

/** Recounts everything as the admin; returns the places that were wrong. */
async function recount(dryRun = false): Promise<unknown> {
  const { runId } = await as('admin').post('/runs', { workflow: 'recount', input: {}, dryRun }, [202, recountShape]);
  const { result } = await finished(runId, recountShape);
  expect(result).toMatchObject({ looked: expect.any(Number), acted: dryRun ? 0 : result?.rows.length });
  return result?.rows;
}

describe('the statistics', { timeout: 400_000 }, () => {
  it('equal the counts of the API’s commitments and events, after all other tests of the platform', async () => {
    await everyTallyIsShown();
  });

  it('follow moves at every level', async () => {
    const before = await store.headline({ kind: 'nation', code: '*' }, NATION);
    await commitmentAt('closed', PALOPO);
    await commitmentAt('submitted', PALOPO);
    await everyTallyIsShown();
    const after = await store.headline({ kind: 'nation', code: '*' }, NATION);
    expect(after.counts.get('fulfilled')).toBe((before.counts.get('fulfilled') ?? 0) + 1);
  });

  it('are checked by a rebuild, which finds and corrects tampered counts', async () => {
    expect(await recount()).toEqual([]);
    const { id } = await commitmentAt('assigned', PALOPO);
    await everyTallyIsShown();
    await table.write([{ remove: keys.contribution(id) }]);
    const kota = { kind: 'region', code: '62.02' } as const;
    await table.write([{ remove: keys.statistics(kota, STATISTICS_PARTS.themes) }]);
    const wrong = [
      { place: kota, commitments: 0, isSumRight: false, unreadable: 0 },
      { place: { kind: 'region', code: '73.73' }, commitments: 1, isSumRight: false, unreadable: 0 },
    ];
    const rows = (done: string) => expect.arrayContaining(wrong.map((row) => ({ ...row, done })));
    expect(await recount(true)).toEqual(rows('dryRun'));
    expect(await recount()).toEqual(rows('repaired'));
    await everyTallyIsShown();
    expect(await recount()).toEqual([]);
  });

  it('are available for any day: empty before the first commitment, current for today', async () => {
    const palopo = { kind: 'region', code: '73.73' } as const;
    const today = localDateIn('Asia/Makassar', new Date());
    expect(comparable(await store.asOf(palopo, today, NATION))).toEqual(
      comparable(await store.statistics(palopo, NATION)),
    );
    expect((await store.asOf(palopo, '2020-01-01', NATION)).counts.size).toBe(0);
  });
});
