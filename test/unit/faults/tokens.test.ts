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
function takeOver({ world, id }: Journey, generation: number): void {
  const input = { moveId: `take over ${generation}`, commitmentId: id, to: 'stay', version: 1, generation };
  expect(world.runner.start(`${id}-g${generation}`, JSON.stringify(input))).toBe(true);
}

/** Makes an execution start its next generation, as the reconciler does after 300 days. */
function renew({ world, id }: Journey): void {
  world.runner.tokens.fail(world.held(id)?.executionState.task ?? '', 'Renewed', 'in time');
}

/** Checks that the next move succeeds: the item's token belongs to the only execution that can write. */
async function expectNextMoveSucceeds(journey: Journey): Promise<void> {
  expect(executionsAbleToWrite(journey.world, journey.id)).toHaveLength(1);
  const note = await journey.move(PALOPO.sekda, {
    move: 'withdraw',
    resolution: 'withdrawn',
    reason: 'tidak lagi perlu',
  });
  expect(note.status).toBe(200);
  expectSound(journey.world);
}

describe('task tokens', () => {
  fault(
    'a token is stale because another execution took over since the caller read',
    'the move goes to the new token, 200',
    async () => {
      const world = new TableHarness();
      const journey = await journeyTo(world, 'raised');
      const faults = new Faults();
      // Between the caller's read and its send.
      faults.plan = on('SendTaskSuccess', async (send) => {
        if (world.runner.executions.length === 1) {
          takeOver(journey, 2);
          await world.clock.sleep(1);
        }
        return await send();
      });
      const answer = await journey.move(PALOPO.branch, ASSIGN, { desk: world.desk(faults) });
      expect(answer.status).toBe(200);
      await expectNextMoveSucceeds(journey);
      return '200';
    },
  );

  fault('a token is spent because another caller moved since the caller read', '409, nothing changed', async () => {
    const world = new TableHarness();
    const journey = await journeyTo(world, 'assigned');
    const faults = new Faults();
    let isFirst = true;
    faults.plan = on('SendTaskSuccess', async (send) => {
      if (isFirst) {
        isFirst = false;
        const decline: Step = { move: 'decline', reason: 'bukan kewenangan' };
        const other = { ...PALOPO.owner, userId: 'a colleague' };
        await world.desk().move(journey.id, { ...decline, version: journey.version }, other, 'decline');
      }
      return await send();
    });
    const answer = await journey.move(PALOPO.owner, { move: 'start' }, { desk: world.desk(faults) });
    expect([answer.status, answer.code, journey.stage]).toEqual([409, 'version-stale', 'raised']);
    await expectNextMoveSucceeds(journey);
    return '409, raised again by the other';
  });

  fault('a token times out after a year', 'the next generation takes over; the move succeeds', async () => {
    const world = new TableHarness();
    const journey = await journeyTo(world, 'inProgress');
    await world.clock.advance(YEAR_MS);
    const [first, second] = world.runner.executions;
    expect([first?.status, second?.status]).toEqual(['SUCCEEDED', 'RUNNING']);
    expect(world.held(journey.id)?.executionState.generation).toBe(2);
    await expectNextMoveSucceeds(journey);
    return 'renewed as generation 2, 200';
  });

  fault('a token has no execution any more', '503, nothing changed', async () => {
    const world = new TableHarness();
    const journey = await journeyTo(world, 'raised');
    world.runner.stop(`${journey.id}-g1`);
    const answer = await journey.move(PALOPO.branch, ASSIGN);
    expect([answer.status, answer.code, journey.version]).toEqual([503, 'unavailable', 1]);
    takeOver(journey, 2);
    await world.clock.advance(1000);
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
      const world = new TableHarness();
      const journey = await journeyTo(world, 'assigned');
      const old = world.held(journey.id)?.executionState.task ?? '';
      takeOver(journey, 2);
      await world.clock.advance(1000);
      const faults = new Faults();
      await journey.move(PALOPO.owner, { move: 'start' }, { desk: world.desk(faults) });
      const after = world.item(journey.id);
      // The old execution also receives the move, from a caller that read before the new execution took over.
      const sent = sentTask.parse(faults.calls.find(({ action }) => action === 'SendTaskSuccess')?.input);
      expect(world.runner.tokens.succeed(old, sent.output)).toBeUndefined();
      await world.clock.advance(1000);
      expect(world.item(journey.id)).toEqual(after);
      expect(world.runner.get(`${journey.id}-g1`)).toMatchObject({ status: 'SUCCEEDED' });
      expect(world.runner.get(`${journey.id}-g1`)?.entered.slice(-3)).toEqual([
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
        const world = new TableHarness({ latency: () => 3 });
        const journey = await journeyTo(world, 'inProgress');
        world.faults.plan = on('UpdateItem', async (send) => {
          await world.clock.sleep(there);
          return await send();
        });
        const answer = journey.move(PALOPO.owner, submit);
        world.clock.after(at, () => takeOver(journey, 2));
        expect((await answer).status).toBe(200);
        await world.clock.advance(1000);
        expect(world.held(journey.id)?.executionState.generation).toBe(2);
        expect(
          world.runner.tokens.succeed(world.held(journey.id)?.executionState.task ?? '', '{"to":"stay"}'),
        ).toBeUndefined();
        expectSound(world);
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
        const world = new TableHarness({ latency: () => 3 });
        const journey = await journeyTo(world, 'assigned');
        const answer = journey.move(by, step);
        world.clock.after(at, () => renew(journey));
        expect((await answer).status).toBe(200);
        await world.clock.advance(1000);
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
      const world = new TableHarness();
      const journey = await journeyTo(world, 'assigned');
      world.faults.plan = on('StartExecution', met, times);
      renew(journey);
      await world.clock.advance(10 * 60_000);
      expect(world.runner.executions.map(({ status }) => status)).toEqual(['SUCCEEDED', 'RUNNING']);
      await expectNextMoveSucceeds(journey);
      return `200 after ${world.faults.calls.filter(({ action }) => action === 'StartExecution').length} starts`;
    });
  }

  fault(
    'the StartExecution of a renewal is always denied',
    'the execution fails after nine tries; nothing changed',
    async () => {
      const world = new TableHarness();
      const journey = await journeyTo(world, 'assigned');
      world.faults.plan = on('StartExecution', failBeforeSending(denied()));
      renew(journey);
      await world.clock.advance(10 * 60_000);
      expect(world.runner.executions.map(({ status }) => status)).toEqual(['FAILED']);
      expect(journey.version).toBe(2);
      const starts = world.faults.calls.filter(({ action }) => action === 'StartExecution');
      expect(starts).toHaveLength(9);
      return `FAILED after ${starts.length} tries`;
    },
  );

  fault('the name of the next generation is taken', 'the one after it is started, 200', async () => {
    const world = new TableHarness();
    const journey = await journeyTo(world, 'closed');
    takeOver(journey, 2);
    world.runner.stop(`${journey.id}-g2`);
    const answer = await journey.move(PALOPO.sekda, { move: 'reopen', due: { workingDays: 90 }, reason: 'kambuh' });
    expect(answer.status).toBe(200);
    expect(world.held(journey.id)?.executionState.generation).toBe(3);
    await expectNextMoveSucceeds(journey);
    return '200 as generation 3';
  });

  fault('ten names in a row are taken', '503 at once, nothing changed', async () => {
    const world = new TableHarness();
    const journey = await journeyTo(world, 'closed');
    for (let generation = 2; generation < 12; generation += 1) {
      takeOver(journey, generation);
      world.runner.stop(`${journey.id}-g${generation}`);
    }
    const answer = await journey.move(PALOPO.sekda, { move: 'reopen', due: { workingDays: 90 }, reason: 'kambuh' });
    expect([answer.status, answer.code, journey.stage]).toEqual([503, 'unavailable', 'closed']);
    expectSound(world);
    return '503';
  });
});
