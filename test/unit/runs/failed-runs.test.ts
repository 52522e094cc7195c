import { readdirSync, readFileSync } from 'node:fs';
import { setImmediate as settle } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Table } from '../../../functions/platform/table.ts';
import { TableRunProgressStore } from '../../../functions/runs/run-progress.store.ts';
import { TableRunStore } from '../../../functions/runs/runs.store.ts';
import { ROOT } from '../../../infra/local/places.ts';
import { definitionOf } from '../../harness/asl-runner/definition.ts';
import { StateFailure } from '../../harness/asl-runner/failures.ts';
import { Runner } from '../../harness/asl-runner/runner.ts';
import { dynamodbAnswering } from '../../harness/memory/clients.ts';
import { answerOf } from '../../harness/memory/dynamodb.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';
import { VirtualClock } from '../../harness/virtual-clock.ts';

const RUN_ID = 'run-1';
const RUNS = readdirSync(`${ROOT}/workflows`)
  .filter((file) => file.endsWith('.asl.json'))
  .map((file) => ({ file, asl: readFileSync(`${ROOT}/workflows/${file}`, 'utf8') }))
  .filter(({ asl }) => asl.includes('"Mark failed"'));

// The optimized integration takes the attribute values of a map as JSON; only strings are certain to pass.
const strings = z.looseObject({
  Key: z.record(z.string(), z.strictObject({ S: z.string() })),
  ExpressionAttributeValues: z.record(z.string(), z.strictObject({ S: z.string() })),
});

describe('a run with failing steps', () => {
  it.each(RUNS)('is marked as failed by $file, with the name of the error', async ({ asl }) => {
    const clock = new VirtualClock();
    const memory = new MemoryTable();
    const table = new Table(
      dynamodbAnswering(async (action, input) => answerOf(memory, action, input)),
      'table',
    );
    const runs = new TableRunStore(table);
    const startedAt = new Date(clock.now()).toISOString();
    const begun = { runId: RUN_ID, workflow: 'renewal', input: {}, dryRun: false, startedBy: 'a', startedAt } as const;
    await runs.begin({ ...begun, status: 'running' }, 'hash');
    const placeholders = [...asl.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => [name, 'table']);
    const runner = new Runner({
      arn: 'arn',
      definition: definitionOf(asl, Object.fromEntries(placeholders)),
      clock,
      random: () => 0.5,
      integrations: {
        'arn:aws:states:::lambda:invoke': () => Promise.reject(new StateFailure('BrokenError')),
        'arn:aws:states:::dynamodb:updateItem': async (args) => answerOf(memory, 'UpdateItem', strings.parse(args)),
      },
    });
    runner.start(RUN_ID, JSON.stringify({ startedBy: 'a', dryRun: false, input: {} }));
    await clock.advance(3_600_000);
    await settle();

    expect(runner.get(RUN_ID)).toMatchObject({ status: 'FAILED', error: 'BrokenError' });
    expect(await runs.get(RUN_ID)).toMatchObject({ status: 'failed', result: { error: 'BrokenError' } });
    await new TableRunProgressStore(table).succeed(RUN_ID, { moved: 1 }, new Date(clock.now()));
    expect(await runs.get(RUN_ID)).toMatchObject({ status: 'succeeded', result: { moved: 1 } });
  });
});
