import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { COMMITMENTS_PREFIX, commitmentIdOf, EVENTS_PREFIX, keys } from '../../functions/platform/keys.ts';
import { Table } from '../../functions/platform/table.ts';
import { placeAttributes } from '../../functions/regions/place-index.store.ts';
import { RebuildRun, type RebuildState, rebuildState } from '../../functions/reports/statistics/rebuild-run.service.ts';
import { StatisticsRebuilder } from '../../functions/reports/statistics/rebuild-statistics.service.ts';
import { SnapshotRollUps } from '../../functions/reports/statistics/snapshot-roll-ups.service.ts';
import { TableStatisticsRepository } from '../../functions/reports/statistics/statistics-repository.store.ts';
import { TableStatisticsSnapshots } from '../../functions/reports/statistics/statistics-snapshots.store.ts';
import { RollUps } from '../../functions/reports/statistics/update-roll-ups.service.ts';
import { StatisticsUpdater } from '../../functions/reports/statistics/update-statistics.service.ts';
import { dynamodbAnswering } from '../harness/memory/clients.ts';
import { answerFromFiles } from './partition-files.ts';
import { contributionOfSample, itemsOf, KABUPATEN, sample, share } from './statistics-samples.ts';

// A rebuild over a hundred thousand commitments. They are generated on request, and the statistics are read from the
// files of a folder, the argument, so that the process holds only the memory of a rebuild.

const COMMITMENTS = 100_000;
/** Index entries in a page of a query, which is one megabyte. */
const ENTRIES_OF_PAGE = 5_000;

const query = z.object({
  IndexName: z.string().optional(),
  ExpressionAttributeValues: z.object({ ':p': z.object({ S: z.string() }) }),
  ExclusiveStartKey: z.object({ number: z.object({ N: z.string() }) }).optional(),
});

const folder = z.string().parse(process.argv[2]);

function sampleOf(commitmentId: string) {
  const region = `${commitmentId.slice(0, 2)}.${commitmentId.slice(2, 4)}`;
  return sample(region, Number.parseInt(commitmentId.slice(5), 16));
}

const get = z.object({ Key: z.object({ pk: z.object({ S: z.string() }) }) });

async function answer(action: string, input: unknown): Promise<object> {
  if (action === 'GetItem') {
    const { S: partition } = get.parse(input).Key.pk;
    if (!partition.startsWith(COMMITMENTS_PREFIX)) return answerFromFiles(folder, action, input);
    const of = sampleOf(commitmentIdOf(partition));
    const stored = {
      ...keys.contribution(of.commitmentId),
      schema: 1,
      revision: 1,
      contribution: contributionOfSample(of),
    };
    return { Item: marshall(stored, { removeUndefinedValues: true }) };
  }
  if (action !== 'Query') return answerFromFiles(folder, action, input);
  const { IndexName, ExpressionAttributeValues, ExclusiveStartKey } = query.parse(input);
  const partition = ExpressionAttributeValues[':p'].S;
  if (IndexName !== undefined) return listed(partition, Number(ExclusiveStartKey?.number.N ?? 0));
  if (!partition.startsWith(EVENTS_PREFIX)) return answerFromFiles(folder, action, input);
  return { Items: itemsOf(sampleOf(commitmentIdOf(partition))) };
}

/** A page of the index entries of a province. */
function listed(province: string, from: number): object {
  const all = KABUPATEN.flatMap((region, place) =>
    region.startsWith(`${province}.`)
      ? Array.from({ length: share(COMMITMENTS, place) }, (_, number) => sample(region, number))
      : [],
  );
  const page = all.slice(from, from + ENTRIES_OF_PAGE);
  const Items = page.map(({ commitmentId, region }) =>
    marshall({ ...keys.commitment(commitmentId), ...placeAttributes('C', region, '2025-06-20', commitmentId) }),
  );
  const next = from + page.length;
  return next < all.length ? { Items, LastEvaluatedKey: { number: { N: String(next) } } } : { Items };
}

const table = new Table(dynamodbAnswering(answer), 'commitments');
const repository = new TableStatisticsRepository(table);
const snapshots = new TableStatisticsSnapshots(table);
const backoff = async () => undefined;
const run = new RebuildRun({
  repository,
  rebuilder: new StatisticsRebuilder({
    repository,
    snapshots,
    updater: new StatisticsUpdater(repository, backoff),
    backoff,
  }),
  rollUps: new RollUps(repository, backoff),
  snapshotRollUps: new SnapshotRollUps(snapshots),
});
// As on every night but the first: snapshots exist up to the day before yesterday.
const now = new Date();
const before = new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);
for (const code of KABUPATEN)
  await snapshots.write({ kind: 'region', code }, new Map(), { after: before, until: before });

const began = process.cpuUsage();
let state: RebuildState = rebuildState.parse({});
do state = await run.check(state, now);
while (state.province !== undefined);
const { user, system } = process.cpuUsage(began);
process.stdout.write(
  JSON.stringify({
    seconds: Number(((user + system) / 1e6).toFixed(1)),
    megabytes: Math.round(process.resourceUsage().maxRSS / 1_000),
    drifts: state.mismatches.length,
    commitments: COMMITMENTS,
  }),
);
