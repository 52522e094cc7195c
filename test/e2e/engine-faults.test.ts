import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  SendTaskFailureCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest';
import { keys } from '../../functions/platform/keys.ts';
import { awsEnvironment } from '../../infra/local/engine.ts';
import { assignment, commitmentAt, LETTER, openForum, PALOPO, RAISE, type Tracked } from '../builders/commitments.ts';
import { holderOf } from '../builders/palopo.ts';
import { type Answer, as } from '../engine/api.ts';
import { dynamodb, sfn } from '../engine/aws.ts';
import { stacks } from '../engine/under-test.ts';
import { openAccounts } from '../engine/users.ts';
import { movesEnvironment } from '../harness/api-environment.ts';
import { CONFLICT, FaultProxy, type ProxyFault, THROTTLED } from '../harness/fault-proxy.ts';
import { fault } from '../harness/fault-table.ts';
import { type ApiAnswer, type ApiRequest, apiFunction } from '../harness/in-process.ts';

// The faults that are possible on the engine: concurrent callers over HTTP; the function of this process with the SDK's
// retries through a proxy; stopped and replaced executions.

const { engineUrl, TableName, EvidenceBucket, LifecycleArn } = stacks();
const proxy = new FaultProxy(engineUrl);
let ask: (request: ApiRequest) => Promise<ApiAnswer>;

beforeAll(async () => {
  await openAccounts(...[PALOPO.branch, PALOPO.sekda, PALOPO.owner, PALOPO.verifier].map((office) => holderOf(office)));
  const url = await proxy.start();
  const names = movesEnvironment(TableName, EvidenceBucket, LifecycleArn);
  ({ ask } = await apiFunction({ ...awsEnvironment(url), ...names }));
});
beforeEach(() => proxy.meet(() => undefined));
afterAll(async () => await proxy.stop());

const statistics = (statuses: readonly number[]) =>
  [...new Set(statuses)]
    .sort()
    .map((status) => `${statuses.filter((other) => other === status).length} x ${status}`)
    .join(', ');

/** Makes a move through the function of this process. */
async function moved(tracked: Tracked, office: string, body: object, key: string): Promise<ApiAnswer> {
  const path = `/commitments/${tracked.id}/moves`;
  return await ask({
    by: holderOf(office),
    method: 'POST',
    path,
    body: { version: tracked.view.version, ...body },
    key,
  });
}

const executionOf = (id: string, generation: number) =>
  `${LifecycleArn.replace(':stateMachine:', ':execution:')}:${id}-g${generation}`;
const statusOf = async (id: string, generation: number) =>
  (await sfn.send(new DescribeExecutionCommand({ executionArn: executionOf(id, generation) }))).status;

async function takeOver(id: string, generation: number): Promise<void> {
  const input = JSON.stringify({ commitmentId: id, to: 'stay', moveId: 'take over', version: 1, generation });
  await sfn.send(new StartExecutionCommand({ stateMachineArn: LifecycleArn, name: `${id}-g${generation}`, input }));
}

async function itemOf(id: string) {
  const { pk, sk } = keys.commitment(id);
  const Key = { pk: { S: pk }, sk: { S: sk } };
  const { Item = {} } = await dynamodb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  return Item;
}

const generationOf = async (id: string) => Number((await itemOf(id)).generation?.N);
const submit = { move: 'submit' as const, evidence: [LETTER] };

/** Makes the engine start a function process for each concurrent request, ten at a time. */
async function startFunctions(requests: number): Promise<void> {
  for (let count = 10; count <= requests; count += 10) {
    await Promise.all(Array.from({ length: count }, () => as('admin').send('GET', '/me')));
  }
}

describe('concurrent callers over HTTP', () => {
  fault('the same raise 50 times in parallel with one key (engine)', 'one commitment, one answer for all', async () => {
    // Starting fifty processes at once takes two cores longer than the timeout of a request.
    await startFunctions(50);
    const { forumId } = await openForum();
    const path = `/forums/${forumId}/commitments`;
    const post = async (): Promise<Answer> => {
      const answer = await as(PALOPO.branch).send('POST', path, { body: RAISE, key: `${forumId} 50` });
      // Not recorded within five seconds: the caller repeats the request.
      return answer.status === 202 ? await post() : answer;
    };
    const told = await Promise.all(Array.from({ length: 50 }, post));
    const counted = statistics(told.map(({ status }) => status));
    expect(counted).toBe('50 x 201');
    expect(new Set(told.map(({ text }) => text)).size).toBe(1);
    return counted;
  });

  for (const callers of [2, 8]) {
    for (const [what, place, office, body] of [
      ['start', 'assigned', PALOPO.owner, { move: 'start' }],
      ['submit', 'inProgress', PALOPO.owner, submit],
      ['reopen', 'closed', PALOPO.sekda, { move: 'reopen', due: { workingDays: 90 }, reason: 'kambuh' }],
    ] as const) {
      fault(`${callers} people at once: ${what} (engine)`, 'one is done, all others are stale', async () => {
        const tracked = await commitmentAt(place);
        const told = await Promise.all(Array.from({ length: callers }, () => tracked.attempt(office, body)));
        const counted = statistics(told.map(({ status }) => status));
        expect(counted).toBe(`1 x 200, ${callers - 1} x 409`);
        return counted;
      });
    }
  }
});

describe('faulty calls between the function and AWS', () => {
  const first = (action: string, times: number, then: ProxyFault) => {
    proxy.meet((passing) => (action.split(' ').includes(passing.action) && passing.number <= times ? then : undefined));
  };
  const sends = 'SendTaskSuccess SendTaskFailure';

  for (const [what, action, times, met] of [
    ["SendTask's answer is lost, the SDK sends again", sends, 1, { what: 'breakAfter' }],
    ["SendTask's answer is lost each time", sends, 99, { what: 'breakAfter' }],
    ['SendTask does not arrive at first', sends, 1, { what: 'breakBefore' }],
    ['SendTask is throttled twice', sends, 2, THROTTLED],
    ['reads are throttled twice', 'Query', 2, THROTTLED],
  ] as const) {
    fault(`${what} (engine)`, 'done once, 200', async () => {
      const tracked = await commitmentAt('assigned');
      first(action, times, met);
      const told = await moved(tracked, PALOPO.owner, { move: 'start' }, 'start');
      expect(told.status, told.text).toBe(200);
      expect(await tracked.history()).toEqual(['raise', 'assign', 'start']);
      return '200, 1 event';
    });
  }

  for (const [what, times, met, status] of [
    ["the transaction's answer is lost", 1, { what: 'breakAfter' }, 200],
    ["the transaction's answer is lost each time", 99, { what: 'breakAfter' }, 200],
    ['conflict twice, then success', 2, CONFLICT, 200],
    ['throttled twice, then success', 2, THROTTLED, 200],
    ['conflict for ever', 99, CONFLICT, 503],
    ['throttled for ever', 999, THROTTLED, 503],
  ] as const) {
    const must = status === 200 ? 'done once, 200' : '503 with Retry-After, nothing half-done; then done';
    fault(`submit: ${what} (engine)`, must, async () => {
      const tracked = await commitmentAt('inProgress');
      first('TransactWriteItems', times, met);
      const told = await moved(tracked, PALOPO.owner, submit, 'submit');
      expect(told.status, told.text).toBe(status);
      if (status === 503) {
        expect(told.headers['retry-after']).toMatch(/^\d+$/);
        expect((await tracked.reload()).version).toBe(3);
        proxy.meet(() => undefined);
        expect((await moved(tracked, PALOPO.owner, submit, 'submit')).status).toBe(200);
      }
      expect(await tracked.history()).toEqual(['raise', 'assign', 'start', 'submit']);
      return status === 200 ? '200, 1 event' : '503, then 200';
    });
  }
});

describe('executions that are stopped and replaced', () => {
  fault(
    'an execution is stopped and another takes over (engine)',
    '503, then 200; the stage unchanged between',
    async () => {
      const tracked = await commitmentAt('raised');
      await sfn.send(new StopExecutionCommand({ executionArn: executionOf(tracked.id, 1) }));
      const told = await tracked.attempt(PALOPO.sekda, assignment());
      // On AWS 503; the engine accepts tokens of a stopped execution (infra/local/engine-gaps.ts).
      expect([202, 503]).toContain(told.status);
      expect((await tracked.reload()).stage).toBe('raised');
      await takeOver(tracked.id, 2);
      await expect.poll(() => generationOf(tracked.id)).toBe(2);
      await tracked.move(PALOPO.sekda, assignment());
      return `${told.status}, then 200`;
    },
  );

  fault('an old execution wakes up after a new one took over (engine)', 'superseded, not a byte changed', async () => {
    const tracked = await commitmentAt('assigned');
    const old = (await itemOf(tracked.id)).task?.S;
    await takeOver(tracked.id, 2);
    await expect.poll(() => generationOf(tracked.id)).toBe(2);
    const before = await itemOf(tracked.id);
    const cause = JSON.stringify({
      to: 'raised',
      moveId: 'old',
      commitmentId: tracked.id,
      version: 2,
      item: before,
      event: marshall(keys.event(tracked.id, 3)),
    });
    await sfn.send(new SendTaskFailureCommand({ taskToken: old, error: 'Redirected', cause }));
    await expect.poll(() => statusOf(tracked.id, 1)).toBe('SUCCEEDED');
    expect(await itemOf(tracked.id)).toEqual(before);
    await tracked.move(PALOPO.owner, { move: 'start' });
    return 'SUCCEEDED as superseded, not a byte changed';
  });

  fault('renewal in the middle of a move (engine)', 'done once, the next generation listens', async () => {
    const tracked = await commitmentAt('assigned');
    const taskToken = (await itemOf(tracked.id)).task?.S;
    const renewal = sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Renewed', cause: 'in time' }));
    const [told] = await Promise.all([
      tracked.attempt(PALOPO.owner, { move: 'start' }),
      renewal.catch(() => undefined),
    ]);
    expect(told.status, told.text).toBe(200);
    await tracked.reload();
    await tracked.move(PALOPO.owner, submit);
    await tracked.move(PALOPO.verifier, { move: 'verify', finding: 'fulfilled' });
    return `200, generation ${await generationOf(tracked.id)}`;
  });

  fault('Rejoin and an in-stage write at the same moment (engine)', 'both kept, no dead token put back', async () => {
    for (let round = 0; round < 5; round += 1) {
      const tracked = await commitmentAt('inProgress');
      const [told] = await Promise.all([tracked.attempt(PALOPO.owner, submit), takeOver(tracked.id, 2)]);
      expect(told.status, told.text).toBe(200);
      await expect.poll(() => generationOf(tracked.id)).toBe(2);
      await tracked.reload();
      await tracked.move(PALOPO.verifier, { move: 'verify', finding: 'fulfilled' });
    }
    return '5 times 200, and the next move 200';
  });

  fault('the next generation has a burnt name (engine)', 'the one after it is started, 200', async () => {
    const tracked = await commitmentAt('closed');
    await takeOver(tracked.id, 2);
    await expect.poll(() => statusOf(tracked.id, 2)).toBe('SUCCEEDED');
    await tracked.move(PALOPO.sekda, { move: 'reopen', due: { workingDays: 90 }, reason: 'kambuh' });
    const generation = await generationOf(tracked.id);
    expect(generation).toBe(3);
    return '200 as generation 3';
  });
});
