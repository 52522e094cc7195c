import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { STAGE_NAMES } from '../../functions/commitments/stages.ts';
import { Table } from '../../functions/platform/table.ts';
import { monthEndsBetween } from '../../functions/platform/values/months.ts';
import { NATIONWIDE, type Place } from '../../functions/regions/places.ts';
import { NATION } from '../../functions/regions/scope.ts';
import { NOTHING_COUNTED } from '../../functions/reports/statistics/statistics.ts';
import { TableStatisticsReader } from '../../functions/reports/statistics/statistics-reader.store.ts';
import { TableStatisticsRepository } from '../../functions/reports/statistics/statistics-repository.store.ts';
import { TableStatisticsSnapshots } from '../../functions/reports/statistics/statistics-snapshots.store.ts';
import { runCommand } from '../../infra/local/command.ts';
import { statisticsProcess } from '../harness/counted.ts';
import { answerDynamodb } from '../harness/memory/clients.ts';
import { answerOf } from '../harness/memory/dynamodb.ts';
import { MemoryTable } from '../harness/memory/memory-table.ts';
import { itemSize } from '../oracles/write-meter.ts';
import { CallCounter } from './call-counter.ts';
import { type Figure, spread } from './figures.ts';
import { writePartitions } from './partition-files.ts';
import { batches } from './statistics-batches.ts';
import { counted, itemsOf, KABUPATEN, sample, share } from './statistics-samples.ts';

/** Limits: read units of a headline, further read units for the trend, bytes of a headline, memory of a rebuild. */
const BARS = { headline: 3, trend: 3, headlineBytes: 12_288, rebuildMb: 250 };

const SIZES = [1_000, 100_000, 1_000_000] as const;
const PLACES: readonly Place[] = [
  { kind: 'region', code: '73.73' },
  { kind: 'province', code: '33' },
  { kind: 'kedeputian', code: 'unassigned' },
  NATIONWIDE,
];

/** Measures reading headlines at three sizes, counting batches of events, and a rebuild. */
export async function statistics(signal: AbortSignal): Promise<readonly Figure[]> {
  const read: Figure[] = [];
  let middle = new MemoryTable();
  for (const commitments of SIZES) {
    const memory = await seededTable(commitments);
    if (commitments === 100_000) middle = memory;
    read.push(...(await reading(memory, commitments)));
  }
  return [...read, ...scans(), ...(await rebuild(middle, signal)), ...(await batches(middle))];
}

/** A table with the statistics of the nation for a number of commitments, as the consumer writes them. */
export async function seededTable(commitments: number): Promise<MemoryTable> {
  const memory = new MemoryTable();
  const { repository, rollUps } = statisticsProcess(memory);
  for (const [place, region] of KABUPATEN.entries()) {
    const before = await repository.load({ kind: 'region', code: region });
    const { at, ...statistics } = counted(region, share(commitments, place));
    await repository.update(before, { statistics, at, parts: [] }, []);
  }
  await rollUps.addUpFrom(KABUPATEN);
  return memory;
}

async function reading(memory: MemoryTable, commitments: number): Promise<readonly Figure[]> {
  const nowhere = { region: 'xx-nowhere-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } };
  const dynamodb = new DynamoDBClient(nowhere);
  const counter = new CallCounter(dynamodb, new SFNClient(nowhere));
  answerDynamodb(dynamodb, async (action, input) => answerOf(memory, action, input));
  const table = new Table(dynamodb, 'commitments');
  const snapshots = new TableStatisticsSnapshots(table);
  const store = new TableStatisticsReader(table, new TableStatisticsRepository(table), snapshots);
  const units = async (read: (place: Place) => Promise<unknown>) => {
    const counts = [];
    for (const place of PLACES) {
      counter.reset();
      await read(place);
      counts.push(counter.counts);
    }
    return counts;
  };
  const headlines = await units((place) => store.headline(place, NATION));
  await keepStages(snapshots, commitments);
  const trends = await units(async (place) => {
    await store.history(place, NATION);
    await store.stages(place, NATION);
  });
  const largest = Math.max(...PLACES.map((place) => bytesOf(memory, place, 'HEADLINE')));
  const of = `${commitments.toLocaleString('en')} commitments`;
  return [
    { what: `${of}: read units of a headline`, ...spread(headlines.map((each) => each.readUnits)), bar: BARS.headline },
    { what: `${of}: calls for it`, ...spread(headlines.map((each) => each.dynamodb)) },
    { what: `${of}: bytes of the largest headline with its dates`, value: largest, bar: BARS.headlineBytes },
    {
      what: `${of}: bytes of a region's headline`,
      value: bytesOf(memory, PLACES[0] ?? NATIONWIDE, 'HEADLINE', true),
    },
    {
      what: `${of}: further read units for the trend and its stages`,
      ...spread(trends.map((each) => each.readUnits)),
      bar: BARS.trend,
    },
  ];
}

/** Ten years of month ends with all commitments in each stage: the longest possible numbers. */
async function keepStages(snapshots: TableStatisticsSnapshots, commitments: number): Promise<void> {
  const counts = new Map(STAGE_NAMES.map((stage) => [stage, commitments]));
  const ends = monthEndsBetween('2016-11-01', '2026-11-25');
  const taken = new Map(ends.map((end) => [end, { ...NOTHING_COUNTED, counts, at: undefined }]));
  for (const place of PLACES) await snapshots.write(place, taken, { after: '2016-10-31', until: '2026-11-25' });
}

function bytesOf(memory: MemoryTable, { kind, code }: Place, prefix: string, isExact = false): number {
  const items = memory.all().filter(({ pk, sk }) => {
    return pk?.S === `STATISTICS#${kind}#${code}` && (isExact ? sk?.S === prefix : sk?.S?.startsWith(prefix));
  });
  return items.reduce((sum, item) => sum + itemSize(item), 0);
}

/** The read units of counting the nation's commitments for each report, by a scan of the events or of an index. */
function scans(): readonly Figure[] {
  const samples = Array.from({ length: 1_000 }, (_, number) => sample('73.73', number));
  const bytes = samples.flatMap(itemsOf).reduce((sum, item) => sum + itemSize(item), 0) / samples.length;
  // An entry of byPlace: its keys and 100 bytes of overhead (Developer Guide).
  const entry = 27 + 1 + 2 + 18 + 'pkskplaceplaceSort'.length + 100;
  return SIZES.flatMap((commitments) => [
    {
      what: `${commitments.toLocaleString('en')}: read units of a scan of the events`,
      value: Math.ceil((commitments * bytes) / 8_192),
    },
    {
      what: `${commitments.toLocaleString('en')}: read units of counting in an index`,
      value: Math.ceil((commitments * entry) / 8_192),
    },
  ]);
}

const measured = z.object({ seconds: z.number(), megabytes: z.number(), drifts: z.int(), commitments: z.int() });

/** A small heap shows the memory that is needed: Node.js uses what it may before it collects garbage. */
const HEAP = ['--max-old-space-size=128', '--max-semi-space-size=8'];

/** A rebuild of the hundred thousand commitments of a table, in a process of its own. */
async function rebuild(memory: MemoryTable, signal: AbortSignal): Promise<readonly Figure[]> {
  const script = join(import.meta.dirname, 'rebuild-process.ts');
  const folder = mkdtempSync(join(tmpdir(), 'tuntas-statistics-'));
  let said: string;
  try {
    writePartitions(memory, folder);
    said = await runCommand(process.execPath, [...HEAP, script, folder], { signal, lines: 20 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { seconds, megabytes, drifts, commitments } = measured.parse(JSON.parse(said.trim().split('\n').at(-1) ?? ''));
  const of = `rebuild of ${commitments.toLocaleString('en')} commitments`;
  return [
    { what: `${of}: seconds of one core`, value: seconds },
    { what: `${of}: peak memory of its process with 128 MB of heap, MB`, value: megabytes, bar: BARS.rebuildMb },
    { what: `${of}: places that differ`, value: drifts, bar: 0 },
  ];
}
