import { describe, expect } from 'vitest';
import type { Actor } from '../../../functions/people/actors.ts';
import { PALOPO } from '../../builders/role-holders.ts';
import { ASSIGN, journeyTo, raising, type Step, SUBMIT } from '../../engine/journey.ts';
import { fault } from '../../harness/fault-table.ts';
import {
  conflict,
  connectionLost,
  type Fault,
  Faults,
  failBeforeSending,
  loseAnswer,
  on,
  sendTwice,
  throttled,
} from '../../harness/faults.ts';
import { TableHarness } from '../../harness/table-harness.ts';
import { expectSound } from '../../oracles/soundness.ts';

const REOPEN: Step = { move: 'reopen', due: { workingDays: 90 }, reason: 'kambuh' };
const DECLINE: Step = { move: 'decline', reason: 'bukan kewenangan' };
const submit: Step = { ...SUBMIT, evidence: [...SUBMIT.evidence] };
const verify: Step = { move: 'verify', finding: 'fulfilled' };
const close: Step = { move: 'close', resolution: 'fulfilled' };

/** Every way in which a move reaches the record. */
const WAYS: readonly (readonly [string, Parameters<typeof journeyTo>[1], Actor, Step])[] = [
  ['assign', 'raised', PALOPO.branch, ASSIGN],
  ['decline', 'assigned', PALOPO.owner, DECLINE],
  ['start', 'assigned', PALOPO.owner, { move: 'start' }],
  ['submit', 'inProgress', PALOPO.owner, submit],
  ['verify', 'submitted', PALOPO.verifier, verify],
  ['close', 'verified', PALOPO.sekda, close],
  ['reopen', 'closed', PALOPO.sekda, REOPEN],
];

/** Makes a move while the workflow's calls and the caller's own meet faults, and says what the caller was told. */
async function made(
  [, stage, by, step]: (typeof WAYS)[number],
  faults: { workflow?: Fault; caller?: Fault; actions: string; times?: number },
) {
  const harness = new TableHarness();
  const journey = await journeyTo(harness, stage);
  const { version } = journey;
  const meets = new Faults();
  if (faults.workflow) harness.faults.plan = on(faults.actions, faults.workflow, faults.times);
  if (faults.caller) meets.plan = on(faults.actions, faults.caller, faults.times);
  const told = await journey.move(by, step, { client: harness.client(meets) });
  expectSound(harness);
  return { harness, journey, told, steps: journey.version - version };
}

const TRANSACTION = 'TransactWriteItems';
const done = (way: string) => (way === 'raise' ? 201 : 200);

describe('an answer that is lost', () => {
  for (const way of WAYS) {
    const [what] = way;
    const isInPlace = what === 'submit';
    fault(`the transaction's answer is lost: ${what}`, 'the move is done once, and its caller is told so', async () => {
      const lost = loseAnswer(connectionLost());
      const { told, steps, harness } = await made(way, {
        ...(isInPlace ? { caller: lost } : { workflow: lost }),
        actions: TRANSACTION,
        times: 1,
      });
      expect([told.status, steps]).toEqual([done(what), 1]);
      return `${told.status}, 1 event; ${harness.runner.executions.map(({ entered }) => entered.at(-1)).join(', ')}`;
    });
  }

  fault(
    "the raise's transaction is carried out, its answer lost",
    'raised once; the next move finds a token',
    async () => {
      const harness = new TableHarness();
      harness.faults.plan = on(TRANSACTION, loseAnswer(connectionLost()), 1);
      const told = await harness.clock.until(raising(harness, 'lost'));
      expect(told.status).toBe(201);
      const moved = await harness.clock.until(
        harness.client().move(told.commitmentId, { ...ASSIGN, version: 1 }, PALOPO.branch, 'next'),
      );
      expect(moved.status).toBe(200);
      expectSound(harness);
      return '201, then 200';
    },
  );

  fault('closing is committed, its answer lost', 'closed; the execution ends as superseded', async () => {
    const { told, harness, journey } = await made(['close', 'verified', PALOPO.sekda, close], {
      workflow: loseAnswer(connectionLost()),
      actions: TRANSACTION,
      times: 1,
    });
    expect(told.status).toBe(200);
    expect(journey.stage).toBe('closed');
    expect(harness.runner.executions).toMatchObject([{ status: 'SUCCEEDED' }]);
    expect(harness.runner.executions[0]?.entered.slice(-3)).toEqual(['Rejoin', 'Nothing to wait for', 'Superseded']);
    return '200, closed, Superseded';
  });

  for (const way of WAYS.filter(([what]) => what !== 'submit')) {
    const [what] = way;
    const actions = 'SendTaskSuccess SendTaskFailure StartExecution';
    fault(
      `the answer of SendTask or StartExecution is lost and the SDK repeats it: ${what}`,
      'done once, 200',
      async () => {
        const { told, steps } = await made(way, { caller: sendTwice, actions });
        expect([told.status, steps]).toEqual([200, 1]);
        return '200, 1 event';
      },
    );
    fault(
      `the answer of SendTask or StartExecution is lost for good: ${what}`,
      'done once, and told so: the event decides',
      async () => {
        const { told, steps } = await made(way, { caller: loseAnswer(connectionLost()), actions });
        expect([told.status, steps]).toEqual([200, 1]);
        return '200, 1 event';
      },
    );
    fault(
      `SendTask or StartExecution never arrives: ${what}`,
      '503, nothing half-done; the same request again is done',
      async () => {
        const { told, steps, harness, journey } = await made(way, {
          caller: failBeforeSending(connectionLost()),
          actions,
        });
        expect([told.status, told.code, steps]).toEqual([503, 'unavailable', 0]);
        const again = await journey.move(way[2], way[3]);
        expect([again.status, again.moveId]).toEqual([200, told.moveId]);
        expectSound(harness);
        return '503, then 200';
      },
    );
  }

  fault('the answer of a write beside the workflow is lost for good: submit', 'done once, and told so', async () => {
    const { told, steps } = await made(['submit', 'inProgress', PALOPO.owner, submit], {
      caller: loseAnswer(connectionLost()),
      actions: TRANSACTION,
    });
    expect([told.status, steps]).toEqual([200, 1]);
    return '200, 1 event';
  });
});

describe('trouble that passes', () => {
  for (const way of WAYS) {
    const [what] = way;
    for (const [trouble, error] of [
      ['conflict', conflict],
      ['throttling', throttled],
    ] as const) {
      fault(`${trouble} twice, then success: ${what}`, 'done once, 200', async () => {
        const failing = failBeforeSending(error());
        const { told, steps } = await made(way, {
          ...(what === 'submit' ? { caller: failing } : { workflow: failing }),
          actions: TRANSACTION,
          times: 2,
        });
        expect([told.status, steps]).toEqual([200, 1]);
        return '200, 1 event';
      });

      fault(`${trouble} for ever: ${what}`, '503, nothing half-done; done when it has passed', async () => {
        const failing = failBeforeSending(error());
        const { told, steps, harness, journey } = await made(way, {
          ...(what === 'submit' ? { caller: failing } : { workflow: failing }),
          actions: TRANSACTION,
        });
        expect([told.status, told.code, steps]).toEqual([503, 'unavailable', 0]);
        harness.faults.plan = () => undefined;
        const again = await journey.move(way[2], way[3]);
        expect([again.status, again.moveId]).toEqual([200, told.moveId]);
        expectSound(harness);
        return '503, then 200';
      });
    }
  }

  fault(
    'Rejoin is throttled as well, three times',
    'it waits and rejoins; the move is done when sent again',
    async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'raised');
      const failing = failBeforeSending(throttled());
      harness.faults.plan = on('TransactWriteItems', failing, 1);
      const rejoin = on('UpdateItem', failing, 3);
      const stage = harness.faults.plan;
      harness.faults.plan = (call) => stage(call) ?? rejoin(call);
      const told = await journey.move(PALOPO.branch, ASSIGN);
      expect([200, 202]).toContain(told.status);
      await harness.clock.advance(120_000);
      const again = harness.client().move(journey.id, { ...ASSIGN, version: 1 }, PALOPO.branch, 'version 1');
      expect((await harness.clock.until(again)).status).toBe(200);
      expect(journey.version).toBe(2);
      expectSound(harness);
      return `${told.status}, then 200`;
    },
  );
});

describe('a raise that is not written', () => {
  fault("the raise's first transaction fails", 'started again from its input; raised once', async () => {
    const harness = new TableHarness();
    harness.faults.plan = on(TRANSACTION, failBeforeSending(conflict()), 1);
    const told = await harness.clock.until(raising(harness, 'first fails'));
    const [first] = harness.runner.executions;
    expect(first).toMatchObject({ status: 'FAILED', error: 'NotRaised' });
    expect(told.status).toBe(201);
    expect(harness.events(told.commitmentId)).toHaveLength(1);
    expectSound(harness);
    return 'NotRaised, the next generation raises it: 201';
  });

  fault('no transaction of the raise succeeds', '503, nothing half-done; raised when it has passed', async () => {
    const harness = new TableHarness();
    harness.faults.plan = on(TRANSACTION, failBeforeSending(conflict()));
    const told = await harness.clock.until(raising(harness, 'none'));
    expect([told.status, told.code]).toEqual([503, 'unavailable']);
    expect(harness.table.all()).toEqual([]);
    harness.faults.plan = () => undefined;
    const again = await harness.clock.until(raising(harness, 'none'));
    expect(again).toMatchObject({ status: 201, commitmentId: told.commitmentId });
    expectSound(harness);
    return '503, then 201';
  });
});
