import { beforeEach, describe, expect, it } from 'vitest';
import { keys } from '../../../functions/platform/keys.ts';
import { NATIONWIDE } from '../../../functions/regions/places.ts';
import { NATION } from '../../../functions/regions/scope.ts';
import { SITUATIONS } from '../../builders/decided.ts';
import { CONTEXT } from '../../builders/lambda-context.ts';
import {
  comparable,
  countedFromEvents,
  type History,
  historyIn,
  statisticsProcess,
  writeHistory,
} from '../../harness/counted.ts';
import { Faults, failBeforeSending, on, throttled } from '../../harness/faults.ts';
import { answerDynamodb } from '../../harness/memory/clients.ts';
import { answerOf } from '../../harness/memory/dynamodb.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

Object.assign(process.env, {
  TABLE_NAME: 'commitments',
  AWS_REGION: 'xx-nowhere-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
});
// Imported here because they read these variables on load.
const { dynamodb } = await import('../../../functions/platform/aws-clients.ts');
const { handler } = await import('../../../functions/reports/statistics/update-statistics.lambda.ts');

const LIVES: readonly History[] = [
  historyIn('73.73', 1, SITUATIONS.closed().events),
  historyIn('73.73', 2, SITUATIONS.submitted().events),
  historyIn('75.71', 3, SITUATIONS.assigned().events),
];

let memory = new MemoryTable();
let faults = new Faults();

beforeEach(() => {
  memory = new MemoryTable();
  faults = new Faults();
  for (const life of LIVES) writeHistory(memory, life);
  answerDynamodb(dynamodb, (action, input) =>
    faults.around({ service: 'dynamodb', action, input }, async () => answerOf(memory, action, input)),
  );
});

/** A record of the table's stream, as Lambda passes it. */
function recordOf(pk: string, sk: string, number: number) {
  return {
    eventID: `id-${number}`,
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      Keys: { pk: { S: pk }, sk: { S: sk } },
      SequenceNumber: String(number),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  };
}

const recordsOf = (lives: readonly History[]) => {
  const all = lives.flatMap(({ commitmentId, events }) =>
    events.map((_, index) => keys.event(commitmentId, index + 1)),
  );
  return all.map(({ pk, sk }, index) => recordOf(pk, sk, 100 + index));
};

async function handle(records: readonly object[]): Promise<unknown> {
  return await handler({ Records: records }, CONTEXT);
}

async function isCounted(lives: readonly History[]): Promise<void> {
  const { store } = statisticsProcess(memory);
  const byRegion = Map.groupBy(lives, ({ commitmentId }) => `${commitmentId.slice(0, 2)}.${commitmentId.slice(2, 4)}`);
  for (const [code, of] of byRegion) {
    expect(comparable(await store.statistics({ kind: 'region', code }, NATION))).toEqual(
      comparable(countedFromEvents(of)),
    );
  }
  const { counts } = await store.headline(NATIONWIDE, NATION);
  const open = [...counts].filter(([counter]) =>
    ['raised', 'assigned', 'inProgress', 'verified', 'closed'].includes(counter),
  );
  expect(open.reduce((sum, [, count]) => sum + count, 0)).toBe(lives.length);
}

describe('update-statistics, given a batch of the stream', () => {
  it('counts each commitment once, despite a record for each of its events', async () => {
    expect(await handle(recordsOf(LIVES))).toEqual({ batchItemFailures: [] });
    await isCounted(LIVES);
  });

  it('changes nothing when a batch is delivered again', async () => {
    const records = recordsOf(LIVES);
    await handle(records);
    const before = memory.all();
    await handle([...records, ...records]);
    for (const record of records) await handle([record]);
    expect(memory.all()).toEqual(before);
  });

  it.each([
    ['a commitment that cannot be read', () => tamper(keys.event(LIVES[1]?.commitmentId ?? '', 2), { schema: 99 })],
    ['a damaged event', () => tamper(keys.event(LIVES[1]?.commitmentId ?? '', 1), { at: 'kemarin' })],
    ['a damaged counted contribution', () => tamper(keys.contribution(LIVES[1]?.commitmentId ?? ''), { schema: 1 })],
  ])('fails only the records of %s, and counts the others', async (_, poison) => {
    await poison();
    const [first = [], second = [], third = []] = LIVES.map((life) => recordsOf([life]));
    const poisonous = second.map((record, index) => ({
      ...record,
      dynamodb: { ...record.dynamodb, SequenceNumber: `poison-${index}` },
    }));
    const answer = await handle([...first, ...poisonous, ...third]);
    expect(answer).toEqual({
      batchItemFailures: poisonous.map(({ dynamodb: { SequenceNumber } }) => ({ itemIdentifier: SequenceNumber })),
    });
    await isCounted(LIVES.filter((life) => life !== LIVES[1]));
  });

  it.each([
    ['another kind of item', recordOf(keys.commitment(LIVES[0]?.commitmentId ?? '').pk, 'C', 7)],
    ['a forum', recordOf('FORUM#7373-abc', 'EVENT#000001', 7)],
    ['a commitment of no region', recordOf('E#somewhere', 'EVENT#000001', 7)],
    ['nothing that it knows', { eventName: 'INSERT', dynamodb: { SequenceNumber: '7' } }],
  ])('fails only a record of %s, and counts the others', async (_, record) => {
    expect(await handle([record, ...recordsOf(LIVES)])).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] });
    await isCounted(LIVES);
  });

  it('fails only the records of a region that cannot be written', async () => {
    const palopo = recordsOf(LIVES.slice(0, 2));
    faults.plan = ({ action, input }) =>
      action === 'TransactWriteItems' && JSON.stringify(input).includes('STATISTICS#region#73.73')
        ? failBeforeSending(throttled())
        : undefined;
    const answer = await handle([...palopo, ...recordsOf(LIVES.slice(2))]);
    expect(answer).toMatchObject({ batchItemFailures: { length: palopo.length } });
    faults.plan = () => undefined;
    expect(await handle(palopo)).toEqual({ batchItemFailures: [] });
    await isCounted(LIVES);
  });

  it('fails the whole batch when a roll-up cannot be written, and completes it on redelivery', async () => {
    faults.plan = on('PutItem', failBeforeSending(throttled()));
    await expect(handle(recordsOf(LIVES))).rejects.toThrow('Rate exceeded');
    faults.plan = () => undefined;
    expect(await handle(recordsOf(LIVES))).toEqual({ batchItemFailures: [] });
    await isCounted(LIVES);
  });

  it('counts more forums and commitments of a region than fit in one transaction in several', async () => {
    const many = Array.from({ length: 130 }, (_, number) => {
      const { commitmentId, events } = historyIn('73.73', 1000 + number, SITUATIONS.assigned().events);
      const forumId = `7373-${String(number).padStart(20, '0')}`;
      return {
        commitmentId,
        events: events.map((event) => ({
          ...event,
          changes: { ...event.changes, ...(event.move === 'raise' ? { forumId } : {}) },
        })),
      };
    });
    for (const life of many) writeHistory(memory, life);
    expect(await handle(recordsOf(many))).toEqual({ batchItemFailures: [] });
    await isCounted(many);
  });

  async function tamper(key: { pk: string; sk: string }, change: object): Promise<void> {
    const { table } = statisticsProcess(memory);
    await table.put({ ...(await table.get(key)), ...key, ...change });
  }
});
