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

/** Starts another execution that takes over the waiting, as the reconciler and an operator do. */
function takeOver({ harness, id }: Journey, generation: number): void {
  const input = { moveId: `take over ${generation}`, commitmentId: id, to: 'stay', version: 1, generation };
  expect(harness.runner.start(`${id}-g${generation}`, JSON.stringify(input))).toBe(true);
}

/** Lets an execution make way for the next one, as the reconciler does after 300 days. */
function renew({ harness, id }: Journey): void {
  harness.runner.tokens.fail(harness.stored(id)?.thread.task ?? '', 'Renewed', 'in time');
}

/** Checks that whoever moves next is heard: the token in the item is of the one execution that can write. */
async function expectHeard(journey: Journey): Promise<void> {
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
    'a stale token: another execution took over since the caller read',
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
      const told = await journey.move(PALOPO.branch, ASSIGN, { client: harness.client(faults) });
      expect(told.status).toBe(200);
      await expectHeard(journey);
      return '200';
    },
  );

  fault('a spent token: somebody else moved since the caller read', '409, nothing changed', async () => {
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
    const told = await journey.move(PALOPO.owner, { move: 'start' }, { client: harness.client(faults) });
    expect([told.status, told.code, journey.stage]).toEqual([409, 'version-stale', 'raised']);
    await expectHeard(journey);
    return '409, raised again by the other';
  });

  fault('a token that has timed out after a year', 'the next generation listens; the move is done', async () => {
    const harness = new TableHarness();
    const journey = await journeyTo(harness, 'inProgress');
    await harness.clock.advance(YEAR_MS);
    const [first, second] = harness.runner.executions;
    expect([first?.status, second?.status]).toEqual(['SUCCEEDED', 'RUNNING']);
    expect(harness.stored(journey.id)?.thread.generation).toBe(2);
    await expectHeard(journey);
    return 'renewed as generation 2, 200';
  });

  fault('a token that nobody listens to any more, and no execution', '503, nothing changed', async () => {
    const harness = new TableHarness();
    const journey = await journeyTo(harness, 'raised');
    harness.runner.stop(`${journey.id}-g1`);
    const told = await journey.move(PALOPO.branch, ASSIGN);
    expect([told.status, told.code, journey.version]).toEqual([503, 'unavailable', 1]);
    takeOver(journey, 2);
    await harness.clock.advance(1000);
    expect((await journey.move(PALOPO.branch, ASSIGN)).status).toBe(200);
    await expectHeard(journey);
    return '503; 200 after another took over';
  });
});

describe('executions that replace each other', () => {
  fault(
    'an old execution wakes up after a new one took over',
    'it can write nothing, and ends as superseded',
    async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'assigned');
      const old = harness.stored(journey.id)?.thread.task ?? '';
      takeOver(journey, 2);
      await harness.clock.advance(1000);
      const faults = new Faults();
      await journey.move(PALOPO.owner, { move: 'start' }, { client: harness.client(faults) });
      const after = harness.item(journey.id);
      // The same move reaches the old execution, too: from a caller who had read before the new one took over.
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
      await expectHeard(journey);
      return 'Superseded, not a byte changed';
    },
  );

  fault('Rejoin and an in-stage write at the same moment', 'no dead token is put back, both are kept', async () => {
    let moments = 0;
    for (let there = 0; there <= 6; there += 1) {
      for (let at = 0; at <= 12; at += 1) {
        const harness = new TableHarness({ latency: () => 3 });
        const journey = await journeyTo(harness, 'inProgress');
        harness.faults.plan = on('UpdateItem', async (send) => {
          await harness.clock.sleep(there);
          return await send();
        });
        const told = journey.move(PALOPO.owner, submit);
        harness.clock.after(at, () => takeOver(journey, 2));
        expect((await told).status).toBe(200);
        await harness.clock.advance(1000);
        expect(harness.stored(journey.id)?.thread.generation).toBe(2);
        expect(
          harness.runner.tokens.succeed(harness.stored(journey.id)?.thread.task ?? '', '{"to":"stay"}'),
        ).toBeUndefined();
        expectSound(harness);
        moments += 1;
      }
    }
    return `200 and a living token at each of ${moments} moments`;
  });

  for (const [way, step, by] of [
    ['to the next stage', { move: 'start' }, PALOPO.owner],
    ['back', { move: 'decline', reason: 'bukan kewenangan' }, PALOPO.owner],
  ] as const) {
    fault(`renewal in the middle of a move ${way}`, 'the move is done once, the next generation listens', async () => {
      for (let at = 0; at <= 40; at += 1) {
        const harness = new TableHarness({ latency: () => 3 });
        const journey = await journeyTo(harness, 'assigned');
        const told = journey.move(by, step);
        harness.clock.after(at, () => renew(journey));
        expect((await told).status).toBe(200);
        await harness.clock.advance(1000);
        expect(journey.version).toBe(3);
        await expectHeard(journey);
      }
      return '200 at each of 41 moments';
    });
  }

  for (const [what, met, times] of [
    ['is throttled five times', failBeforeSending(throttled()), 5],
    ['is answered, and the answer is lost', loseAnswer(), 1],
  ] as const) {
    fault(`renewal: its StartExecution ${what}`, 'the next generation listens within minutes', async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'assigned');
      harness.faults.plan = on('StartExecution', met, times);
      renew(journey);
      await harness.clock.advance(10 * 60_000);
      expect(harness.runner.executions.map(({ status }) => status)).toEqual(['SUCCEEDED', 'RUNNING']);
      await expectHeard(journey);
      return `200 after ${harness.faults.calls.filter(({ action }) => action === 'StartExecution').length} starts`;
    });
  }

  fault('renewal: its StartExecution is denied for ever', 'nine tries, then it fails; nothing changed', async () => {
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
  });

  fault('the next generation has a burnt name', 'the one after it is started, 200', async () => {
    const harness = new TableHarness();
    const journey = await journeyTo(harness, 'closed');
    takeOver(journey, 2);
    harness.runner.stop(`${journey.id}-g2`);
    const told = await journey.move(PALOPO.sekda, { move: 'reopen', due: { workingDays: 90 }, reason: 'kambuh' });
    expect(told.status).toBe(200);
    expect(harness.stored(journey.id)?.thread.generation).toBe(3);
    await expectHeard(journey);
    return '200 as generation 3';
  });

  fault('ten names in a row are burnt', '503 at once, nothing changed', async () => {
    const harness = new TableHarness();
    const journey = await journeyTo(harness, 'closed');
    for (let generation = 2; generation < 12; generation += 1) {
      takeOver(journey, generation);
      harness.runner.stop(`${journey.id}-g${generation}`);
    }
    const told = await journey.move(PALOPO.sekda, { move: 'reopen', due: { workingDays: 90 }, reason: 'kambuh' });
    expect([told.status, told.code, journey.stage]).toEqual([503, 'unavailable', 'closed']);
    expectSound(harness);
    return '503';
  });
});
