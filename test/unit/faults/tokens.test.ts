import { describe, expect } from 'vitest';
import * as z from 'zod';
import { PALOPO } from '../../builders/role-holders.ts';
import { ASSIGN, type Journey, journeyTo, type Step, SUBMIT } from '../../engine/journey.ts';
import { fault } from '../../harness/fault-table.ts';
import { denied, Faults, failBeforeSending, loseAnswer, on, throttled } from '../../harness/faults.ts';
import { TableHarness } from '../../harness/table-harness.ts';
import { executionsAbleToWrite, expectSound } from '../../oracles/soundness.ts';

const submit: Step = { ...SUBMIT, evidence: [...SUBMIT.evidence] };
const sentTask = z.object({ output: z.string() });
const YEAR_MS = 366 * 86_400_000;

/** Starts another execution that takes over, as the reconciler and an operator do. */
function takeOver({ harness, id }: Journey, generation: number): void {
  const input = { moveId: `take over ${generation}`, commitmentId: id, to: 'stay', version: 1, generation };
  expect(harness.runner.start(`${id}-g${generation}`, JSON.stringify(input))).toBe(true);
}

/** Makes an execution start its next generation, as the reconciler does after 300 days. */
function renew({ harness, id }: Journey): void {
  harness.runner.tokens.fail(harness.stored(id)?.executionState.task ?? '', 'Renewed', 'in time');
}

/** Checks that the next move succeeds: the item's token belongs to the only execution that can write. */
async function expectNextMoveSucceeds(journey: Journey): Promise<void> {
  expect(executionsAbleToWrite(journey.harness, journey.id)).toHaveLength(1);
  const note = await journey.move(PALOPO.sekda, {
    move: 'withdraw',
    resolution: 'withdrawn',
    reason: 'tidak lagi perlu',
  });
  expect(note.status).toBe(200);
  expectSound(journey.harness);
}

describe('task tokens', () => {
  fault(
    'a token is stale because another execution took over since the caller read',
    'the move goes to the new token, 200',
    async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'raised');
      const faults = new Faults();
      // Between the caller's read and its send.
      faults.plan = on('SendTaskSuccess', async (send) => {
        if (harness.runner.executions.length === 1) {
          takeOver(journey, 2);
          await harness.clock.sleep(1);
        }
        return await send();
      });
      const answer = await journey.move(PALOPO.branch, ASSIGN, { client: harness.client(faults) });
      expect(answer.status).toBe(200);
      await expectNextMoveSucceeds(journey);
      return '200';
    },
  );

  fault('a token is spent because another caller moved since the caller read', '409, nothing changed', async () => {
    const harness = new TableHarness();
    const journey = await journeyTo(harness, 'assigned');
    const faults = new Faults();
    let isFirst = true;
    faults.plan = on('SendTaskSuccess', async (send) => {
      if (isFirst) {
        isFirst = false;
        const decline: Step = { move: 'decline', reason: 'bukan kewenangan' };
        const other = { ...PALOPO.owner, userId: 'a colleague' };
        await harness.client().move(journey.id, { ...decline, version: journey.version }, other, 'decline');
      }
      return await send();
    });
    const answer = await journey.move(PALOPO.owner, { move: 'start' }, { client: harness.client(faults) });
    expect([answer.status, answer.code, journey.stage]).toEqual([409, 'version-stale', 'raised']);
    await expectNextMoveSucceeds(journey);
    return '409, raised again by the other';
  });

  fault('a token times out after a year', 'the next generation takes over; the move succeeds', async () => {
    const harness = new TableHarness();
    const journey = await journeyTo(harness, 'inProgress');
    await harness.clock.advance(YEAR_MS);
    const [first, second] = harness.runner.executions;
    expect([first?.status, second?.status]).toEqual(['SUCCEEDED', 'RUNNING']);
    expect(harness.stored(journey.id)?.executionState.generation).toBe(2);
    await expectNextMoveSucceeds(journey);
    return 'renewed as generation 2, 200';
  });

  fault('a token has no execution any more', '503, nothing changed', async () => {
    const harness = new TableHarness();
    const journey = await journeyTo(harness, 'raised');
    harness.runner.stop(`${journey.id}-g1`);
    const answer = await journey.move(PALOPO.branch, ASSIGN);
    expect([answer.status, answer.code, journey.version]).toEqual([503, 'unavailable', 1]);
    takeOver(journey, 2);
    await harness.clock.advance(1000);
    expect((await journey.move(PALOPO.branch, ASSIGN)).status).toBe(200);
    await expectNextMoveSucceeds(journey);
    return '503; 200 after another execution took over';
  });
});

describe('executions that replace each other', () => {
  fault(
    'an old execution receives a move after a new one took over',
    'it writes nothing and ends as superseded',
    async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'assigned');
      const old = harness.stored(journey.id)?.executionState.task ?? '';
      takeOver(journey, 2);
      await harness.clock.advance(1000);
      const faults = new Faults();
      await journey.move(PALOPO.owner, { move: 'start' }, { client: harness.client(faults) });
      const after = harness.item(journey.id);
      // The old execution also receives the move, from a caller that read before the new execution took over.
      const sent = sentTask.parse(faults.calls.find(({ action }) => action === 'SendTaskSuccess')?.input);
      expect(harness.runner.tokens.succeed(old, sent.output)).toBeUndefined();
      await harness.clock.advance(1000);
      expect(harness.item(journey.id)).toEqual(after);
      expect(harness.runner.get(`${journey.id}-g1`)).toMatchObject({ status: 'SUCCEEDED' });
      expect(harness.runner.get(`${journey.id}-g1`)?.entered.slice(-3)).toEqual([
        'Rejoin',
        'Nothing to wait for',
        'Superseded',
      ]);
      await expectNextMoveSucceeds(journey);
      return 'Superseded, item unchanged';
    },
  );

  fault('Rejoin and an in-place write coincide', 'no spent token is restored, both writes are kept', async () => {
    let moments = 0;
    for (let there = 0; there <= 6; there += 1) {
      for (let at = 0; at <= 12; at += 1) {
        const harness = new TableHarness({ latency: () => 3 });
        const journey = await journeyTo(harness, 'inProgress');
        harness.faults.plan = on('UpdateItem', async (send) => {
          await harness.clock.sleep(there);
          return await send();
        });
        const answer = journey.move(PALOPO.owner, submit);
        harness.clock.after(at, () => takeOver(journey, 2));
        expect((await answer).status).toBe(200);
        await harness.clock.advance(1000);
        expect(harness.stored(journey.id)?.executionState.generation).toBe(2);
        expect(
          harness.runner.tokens.succeed(harness.stored(journey.id)?.executionState.task ?? '', '{"to":"stay"}'),
        ).toBeUndefined();
        expectSound(harness);
        moments += 1;
      }
    }
    return `200 and a valid token at each of ${moments} moments`;
  });

  for (const [way, step, by] of [
    ['to the next stage', { move: 'start' }, PALOPO.owner],
    ['back', { move: 'decline', reason: 'bukan kewenangan' }, PALOPO.owner],
  ] as const) {
    fault(`a renewal during a move ${way}`, 'the move is recorded once, the next generation takes over', async () => {
      for (let at = 0; at <= 40; at += 1) {
        const harness = new TableHarness({ latency: () => 3 });
        const journey = await journeyTo(harness, 'assigned');
        const answer = journey.move(by, step);
        harness.clock.after(at, () => renew(journey));
        expect((await answer).status).toBe(200);
        await harness.clock.advance(1000);
        expect(journey.version).toBe(3);
        await expectNextMoveSucceeds(journey);
      }
      return '200 at each of 41 moments';
    });
  }

  for (const [what, met, times] of [
    ['is throttled five times', failBeforeSending(throttled()), 5],
    ['takes effect but its response is lost', loseAnswer(), 1],
  ] as const) {
    fault(`the StartExecution of a renewal ${what}`, 'the next generation takes over within minutes', async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'assigned');
      harness.faults.plan = on('StartExecution', met, times);
      renew(journey);
      await harness.clock.advance(10 * 60_000);
      expect(harness.runner.executions.map(({ status }) => status)).toEqual(['SUCCEEDED', 'RUNNING']);
      await expectNextMoveSucceeds(journey);
      return `200 after ${harness.faults.calls.filter(({ action }) => action === 'StartExecution').length} starts`;
    });
  }

  fault(
    'the StartExecution of a renewal is always denied',
    'the execution fails after nine tries; nothing changed',
    async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'assigned');
      harness.faults.plan = on('StartExecution', failBeforeSending(denied()));
      renew(journey);
      await harness.clock.advance(10 * 60_000);
      expect(harness.runner.executions.map(({ status }) => status)).toEqual(['FAILED']);
      expect(journey.version).toBe(2);
      const starts = harness.faults.calls.filter(({ action }) => action === 'StartExecution');
      expect(starts).toHaveLength(9);
      return `FAILED after ${starts.length} tries`;
    },
  );

  fault('the name of the next generation is taken', 'the one after it is started, 200', async () => {
    const harness = new TableHarness();
    const journey = await journeyTo(harness, 'closed');
    takeOver(journey, 2);
    harness.runner.stop(`${journey.id}-g2`);
    const answer = await journey.move(PALOPO.sekda, { move: 'reopen', due: { workingDays: 90 }, reason: 'kambuh' });
    expect(answer.status).toBe(200);
    expect(harness.stored(journey.id)?.executionState.generation).toBe(3);
    await expectNextMoveSucceeds(journey);
    return '200 as generation 3';
  });

  fault('ten names in a row are taken', '503 at once, nothing changed', async () => {
    const harness = new TableHarness();
    const journey = await journeyTo(harness, 'closed');
    for (let generation = 2; generation < 12; generation += 1) {
      takeOver(journey, generation);
      harness.runner.stop(`${journey.id}-g${generation}`);
    }
    const answer = await journey.move(PALOPO.sekda, { move: 'reopen', due: { workingDays: 90 }, reason: 'kambuh' });
    expect([answer.status, answer.code, journey.stage]).toEqual([503, 'unavailable', 'closed']);
    expectSound(harness);
    return '503';
  });
});
