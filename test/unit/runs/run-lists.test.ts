import { expect, it } from 'vitest';
import { Table } from '../../../functions/platform/table.ts';
import { TableRunStore } from '../../../functions/runs/runs.store.ts';
import { RUN_WORKFLOWS, startedRun } from '../../../functions/runs/runs.ts';
import { dynamodbAnswering } from '../../harness/memory/clients.ts';
import { answerOf } from '../../harness/memory/dynamodb.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const RECOUNT = { workflow: 'recount', input: {}, dryRun: true } as const;

/** A store over a table with that many recounts, one a second, and the requests that it has sent. */
async function storeWith(recounts: number) {
  const memory = new MemoryTable();
  const requests: string[] = [];
  const client = dynamodbAnswering(async (action, input) => {
    requests.push(action);
    return answerOf(memory, action, input);
  });
  const runs = new TableRunStore(new Table(client, 'table'));
  for (let second = 0; second < recounts; second += 1) {
    await runs.begin(startedRun(`run-${second}`, RECOUNT, 'a', new Date(1_767_225_600_000 + second * 1_000)), 'hash');
  }
  requests.length = 0;
  return { runs, requests };
}

it.each([0, 1, 100, 101])(
  'a page of the runs of one workflow, of %i, costs one query and one batch read',
  async (count) => {
    const { runs, requests } = await storeWith(count);
    const page = await runs.list('recount', undefined);
    expect(page.items).toHaveLength(Math.min(count, 100));
    expect(page.items[0]?.runId).toBe(count === 0 ? undefined : `run-${count - 1}`);
    expect(requests).toEqual(count === 0 ? ['Query'] : ['Query', 'BatchGetItem']);
  },
);

it('a page of the runs of all workflows costs a query for each workflow', async () => {
  const { runs, requests } = await storeWith(1);
  await runs.list(undefined, undefined);
  expect(requests.filter((action) => action === 'Query')).toHaveLength(RUN_WORKFLOWS.length);
});
