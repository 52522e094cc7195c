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

/** A move for each transition kind, with the stage from which it starts. */
const WAYS: readonly (readonly [string, Parameters<typeof journeyTo>[1], Actor, Step])[] = [
  ['assign', 'raised', PALOPO.branch, ASSIGN],
  ['decline', 'assigned', PALOPO.owner, DECLINE],
  ['start', 'assigned', PALOPO.owner, { move: 'start' }],
  ['submit', 'inProgress', PALOPO.owner, submit],
  ['verify', 'submitted', PALOPO.verifier, verify],
  ['close', 'verified', PALOPO.sekda, close],
  ['reopen', 'closed', PALOPO.sekda, REOPEN],
];

/** Makes a move while calls of the workflow or the caller meet faults, and returns the caller's answer. */
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
  const answer = await journey.move(by, step, { client: harness.client(meets) });
  expectSound(harness);
  return { harness, journey, answer, steps: journey.version - version };
}

const TRANSACTION = 'TransactWriteItems';
const done = (way: string) => (way === 'raise' ? 201 : 200);

describe('a lost response', () => {
  for (const way of WAYS) {
    const [what] = way;
    const isInPlace = what === 'submit';
    fault(
      `the response of the transaction is lost: ${what}`,
      'the move is recorded once, and its caller gets it',
      async () => {
        const lost = loseAnswer(connectionLost());
        const { answer, steps, harness } = await made(way, {
          ...(isInPlace ? { caller: lost } : { workflow: lost }),
          actions: TRANSACTION,
          times: 1,
        });
        expect([answer.status, steps]).toEqual([done(what), 1]);
        return `${answer.status}, 1 event; ${harness.runner.executions.map(({ entered }) => entered.at(-1)).join(', ')}`;
      },
    );
  }

  fault(
    'the transaction of a raise succeeds, but its response is lost',
    'raised once; the next move succeeds',
    async () => {
      const harness = new TableHarness();
      harness.faults.plan = on(TRANSACTION, loseAnswer(connectionLost()), 1);
      const answer = await harness.clock.until(raising(harness, 'lost'));
      expect(answer.status).toBe(201);
      const moved = await harness.clock.until(
        harness.client().move(answer.commitmentId, { ...ASSIGN, version: 1 }, PALOPO.branch, 'next'),
      );
      expect(moved.status).toBe(200);
      expectSound(harness);
      return '201, then 200';
    },
  );

  fault(
    'the transaction of a close succeeds, but its response is lost',
    'closed; the execution ends as superseded',
    async () => {
      const { answer, harness, journey } = await made(['close', 'verified', PALOPO.sekda, close], {
        workflow: loseAnswer(connectionLost()),
        actions: TRANSACTION,
        times: 1,
      });
      expect(answer.status).toBe(200);
      expect(journey.stage).toBe('closed');
      expect(harness.runner.executions).toMatchObject([{ status: 'SUCCEEDED' }]);
      expect(harness.runner.executions[0]?.entered.slice(-3)).toEqual(['Rejoin', 'Nothing to wait for', 'Superseded']);
      return '200, closed, Superseded';
    },
  );

  for (const way of WAYS.filter(([what]) => what !== 'submit')) {
    const [what] = way;
    const actions = 'SendTaskSuccess SendTaskFailure StartExecution';
    fault(
      `the response of SendTask or StartExecution is lost and the SDK retries: ${what}`,
      'recorded once, 200',
      async () => {
        const { answer, steps } = await made(way, { caller: sendTwice, actions });
        expect([answer.status, steps]).toEqual([200, 1]);
        return '200, 1 event';
      },
    );
    fault(
      `every response of SendTask or StartExecution is lost: ${what}`,
      'recorded once, and the caller gets it from the event',
      async () => {
        const { answer, steps } = await made(way, { caller: loseAnswer(connectionLost()), actions });
        expect([answer.status, steps]).toEqual([200, 1]);
        return '200, 1 event';
      },
    );
    fault(
      `SendTask or StartExecution never arrives: ${what}`,
      '503, nothing written; the repeated request succeeds',
      async () => {
        const { answer, steps, harness, journey } = await made(way, {
          caller: failBeforeSending(connectionLost()),
          actions,
        });
        expect([answer.status, answer.code, steps]).toEqual([503, 'unavailable', 0]);
        const again = await journey.move(way[2], way[3]);
        expect([again.status, again.moveId]).toEqual([200, answer.moveId]);
        expectSound(harness);
        return '503, then 200';
      },
    );
  }

  fault('every response of an in-place write is lost: submit', 'recorded once, and the caller gets it', async () => {
    const { answer, steps } = await made(['submit', 'inProgress', PALOPO.owner, submit], {
      caller: loseAnswer(connectionLost()),
      actions: TRANSACTION,
    });
    expect([answer.status, steps]).toEqual([200, 1]);
    return '200, 1 event';
  });
});

describe('a conflict or throttling', () => {
  for (const way of WAYS) {
    const [what] = way;
    for (const [trouble, error] of [
      ['conflict', conflict],
      ['throttling', throttled],
    ] as const) {
      fault(`${trouble} twice, then success: ${what}`, 'recorded once, 200', async () => {
        const failing = failBeforeSending(error());
        const { answer, steps } = await made(way, {
          ...(what === 'submit' ? { caller: failing } : { workflow: failing }),
          actions: TRANSACTION,
          times: 2,
        });
        expect([answer.status, steps]).toEqual([200, 1]);
        return '200, 1 event';
      });

      fault(
        `${trouble} that does not end: ${what}`,
        '503, nothing written; the repeated request succeeds after it ended',
        async () => {
          const failing = failBeforeSending(error());
          const { answer, steps, harness, journey } = await made(way, {
            ...(what === 'submit' ? { caller: failing } : { workflow: failing }),
            actions: TRANSACTION,
          });
          expect([answer.status, answer.code, steps]).toEqual([503, 'unavailable', 0]);
          harness.faults.plan = () => undefined;
          const again = await journey.move(way[2], way[3]);
          expect([again.status, again.moveId]).toEqual([200, answer.moveId]);
          expectSound(harness);
          return '503, then 200';
        },
      );
    }
  }

  fault(
    'the transaction and Rejoin are throttled, the latter three times',
    'the execution waits and rejoins; the repeated move succeeds',
    async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'raised');
      const failing = failBeforeSending(throttled());
      harness.faults.plan = on('TransactWriteItems', failing, 1);
      const rejoin = on('UpdateItem', failing, 3);
      const stage = harness.faults.plan;
      harness.faults.plan = (call) => stage(call) ?? rejoin(call);
      const answer = await journey.move(PALOPO.branch, ASSIGN);
      expect([200, 202]).toContain(answer.status);
      await harness.clock.advance(120_000);
      const again = harness.client().move(journey.id, { ...ASSIGN, version: 1 }, PALOPO.branch, 'version 1');
      expect((await harness.clock.until(again)).status).toBe(200);
      expect(journey.version).toBe(2);
      expectSound(harness);
      return `${answer.status}, then 200`;
    },
  );
});

describe('a raise that is not written', () => {
  fault('the first transaction of a raise fails', 'the next generation raises the commitment once', async () => {
    const harness = new TableHarness();
    harness.faults.plan = on(TRANSACTION, failBeforeSending(conflict()), 1);
    const answer = await harness.clock.until(raising(harness, 'first fails'));
    const [first] = harness.runner.executions;
    expect(first).toMatchObject({ status: 'FAILED', error: 'NotRaised' });
    expect(answer.status).toBe(201);
    expect(harness.events(answer.commitmentId)).toHaveLength(1);
    expectSound(harness);
    return 'NotRaised, the next generation raises it: 201';
  });

  fault(
    'every transaction of a raise fails',
    '503, nothing written; the repeated request raises it later',
    async () => {
      const harness = new TableHarness();
      harness.faults.plan = on(TRANSACTION, failBeforeSending(conflict()));
      const answer = await harness.clock.until(raising(harness, 'none'));
      expect([answer.status, answer.code]).toEqual([503, 'unavailable']);
      expect(harness.table.all()).toEqual([]);
      harness.faults.plan = () => undefined;
      const again = await harness.clock.until(raising(harness, 'none'));
      expect(again).toMatchObject({ status: 201, commitmentId: answer.commitmentId });
      expectSound(harness);
      return '503, then 201';
    },
  );
});
