import { unmarshall } from '@aws-sdk/util-dynamodb';
import { toAttributes, toEventItem } from '../../functions/commitments/commitment-items.store.ts';
import type { CommitmentEvent } from '../../functions/commitments/events.ts';
import { keys } from '../../functions/platform/keys.ts';
import { Table } from '../../functions/platform/table.ts';
import { regionOfId } from '../../functions/platform/values/ids.ts';
import type { LocalDate } from '../../functions/platform/values/local-date.ts';
import { placeAttributes } from '../../functions/regions/place-index.store.ts';
import { contributionAsOf } from '../../functions/reports/statistics/contributions.ts';
import { RebuildRun } from '../../functions/reports/statistics/rebuild-run.service.ts';
import { StatisticsRebuilder } from '../../functions/reports/statistics/rebuild-statistics.service.ts';
import { rollUpOf, withRegionTotals } from '../../functions/reports/statistics/roll-ups.ts';
import { SnapshotRollUps } from '../../functions/reports/statistics/snapshot-roll-ups.service.ts';
import {
  type DatedStatistics,
  latestInstant,
  type Statistics,
  statisticsOf,
  sumOf,
} from '../../functions/reports/statistics/statistics.ts';
import { TableStatisticsReader } from '../../functions/reports/statistics/statistics-reader.store.ts';
import { TableStatisticsRepository } from '../../functions/reports/statistics/statistics-repository.store.ts';
import { TableStatisticsSnapshots } from '../../functions/reports/statistics/statistics-snapshots.store.ts';
import { RollUps } from '../../functions/reports/statistics/update-roll-ups.service.ts';
import { StatisticsUpdater } from '../../functions/reports/statistics/update-statistics.service.ts';
import { Faults } from './faults.ts';
import { dynamodbAnswering } from './memory/clients.ts';
import type { Attributes } from './memory/conditions.ts';
import { answerOf } from './memory/dynamodb.ts';
import type { MemoryTable } from './memory/memory-table.ts';
import { queryInput } from './memory/requests.ts';

/** The id and events of a commitment. */
export interface History {
  readonly commitmentId: string;
  readonly events: readonly CommitmentEvent[];
}

/** A history moved to another commitment of a region. Its chain of hashes is broken, which statistics do not read. */
export function historyIn(region: string, number: number, events: readonly CommitmentEvent[]): History {
  const commitmentId = `${region.replace('.', '')}-${String(number).padStart(20, '0')}`;
  const [raise, ...rest] = events;
  const forumId = `${region.replace('.', '')}-${'f'.repeat(19)}${number % 3}`;
  if (raise === undefined) return { commitmentId, events };
  return {
    commitmentId,
    events: [{ ...raise, changes: { ...raise.changes, commitmentId, region, forumId } }, ...rest],
  };
}

/** Statistics computed from events alone, at the end of a day; by default at the end of all. */
export function countedFromEvents(histories: readonly History[], day: LocalDate = '2199-12-31'): DatedStatistics {
  const contributions = histories.flatMap(({ events }) => contributionAsOf(events, day) ?? []);
  return withRegionTotals({
    ...sumOf(contributions.map(statisticsOf)),
    at: latestInstant(contributions.map(({ at }) => at)),
  });
}

/** Statistics as sorted objects without `at`, for toEqual. */
export function comparable(value: unknown): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, of]): [string, unknown] => [String(key), comparable(of)]).sort());
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'at')
      .map(([name, of]): [string, unknown] => [name, comparable(of)]),
  );
}

/** Statistics of a place above regions, rolled up after all events. */
export function rollUpFromNow(statistics: Statistics): unknown {
  return comparable(rollUpOf([{ ...statistics, at: '2199-12-31T00:00:00.000Z' }]));
}

/** Answers a query item by item, so that a concurrent transaction may change the rest, as in DynamoDB. */
async function readOneByOne(memory: MemoryTable, input: unknown, meanwhile: () => Promise<void>): Promise<object> {
  const asked = queryInput.parse(input);
  const items: Attributes[] = [];
  let from = asked.ExclusiveStartKey;
  do {
    const { Items, LastEvaluatedKey } = memory.query({ ...asked, ExclusiveStartKey: from, Limit: 1 });
    items.push(...Items);
    from = LastEvaluatedKey;
    await meanwhile();
  } while (from !== undefined && items.length !== asked.Limit);
  return { Items: items, LastEvaluatedKey: from };
}

/**
 * The statistics services of a process, with its own client, over a table in memory.
 * @param meanwhile runs after each item that a query reads
 */
export function statisticsProcess(memory: MemoryTable, faults = new Faults(), meanwhile = async () => {}) {
  const client = dynamodbAnswering((action, input) =>
    faults.around({ service: 'dynamodb', action, input }, async () =>
      action === 'Query' ? await readOneByOne(memory, input, meanwhile) : answerOf(memory, action, input),
    ),
  );
  const table = new Table(client, 'commitments');
  const repository = new TableStatisticsRepository(table);
  const snapshots = new TableStatisticsSnapshots(table);
  const backoff = async () => undefined;
  const updater = new StatisticsUpdater(repository, backoff);
  const rollUps = new RollUps(repository, backoff);
  const store = new TableStatisticsReader(table, repository, snapshots);
  /** Processes a batch as the stream consumer does. */
  const consume = async (commitmentIds: readonly string[]) => {
    const failures = await updater.update(commitmentIds);
    await rollUps.addUpFrom(commitmentIds.map((id) => regionOfId(id) ?? ''));
    return failures;
  };
  return { table, repository, snapshots, updater, rollUps, store, consume, faults };
}

/** The steps of a rebuild, over a table in memory. */
export function rebuildOver(memory: MemoryTable, faults = new Faults()): RebuildRun {
  const { repository, snapshots, updater, rollUps } = statisticsProcess(memory, faults);
  const backoff = async () => undefined;
  const rebuilder = new StatisticsRebuilder({ repository, snapshots, updater, backoff });
  return new RebuildRun({ repository, rebuilder, rollUps, snapshotRollUps: new SnapshotRollUps(snapshots) });
}

/** Writes the first events of a history, and an item of the commitment with the attributes that lists need. */
export function writeHistory(memory: MemoryTable, { commitmentId, events }: History, until = events.length): void {
  const region = regionOfId(commitmentId) ?? '';
  memory.tamper(
    toAttributes({ ...keys.commitment(commitmentId), ...placeAttributes('C', region, '2025-06-20', commitmentId) }),
  );
  for (const event of events.slice(0, until)) {
    memory.tamper(toAttributes(toEventItem(commitmentId, { event, requestHash: '' })));
  }
}

/** The items with a prefix of the partition key, as plain values. */
export function itemsOf(memory: MemoryTable, prefix: string) {
  return memory
    .all()
    .map((item) => unmarshall(item))
    .filter((item) => String(item.pk).startsWith(prefix));
}
