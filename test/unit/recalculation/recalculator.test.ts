import { describe, expect, it } from 'vitest';
import { keys } from '../../../functions/platform/keys.ts';
import { NotReachedError } from '../../../functions/platform/values/errors.ts';
import { make, SITUATIONS } from '../../builders/decided.ts';
import { holderOf, PALOPO } from '../../builders/palopo.ts';
import { killAtEveryCall } from '../../harness/every-call.ts';
import { conflict, Faults, failBeforeSending, on, sendTwice } from '../../harness/faults.ts';
import { idOf, NOW, RecalculationHarness, RUN } from '../../harness/recalculation-harness.ts';

const OFF = '2025-07-08';
const DUE = (number: number) => `due of ${idOf(number)} for ${PALOPO.hospital}: 2025-07-11`;
const LIFE = ['raise', 'assign', 'start'];

async function worldWith(...numbers: readonly number[]): Promise<RecalculationHarness> {
  const world = new RecalculationHarness();
  for (const number of numbers) world.enter(number, SITUATIONS.inProgress());
  await world.decree(OFF);
  return world;
}

describe('a recalculation', () => {
  it('moves what the calendar moves, and says so in an event of whoever applied it', async () => {
    const world = await worldWith(1, 2);
    world.enter(3, SITUATIONS.closed());
    world.enter(4, SITUATIONS.inProgress({ due: { on: '2025-07-10' } }));
    expect(await world.recalculator().look(RUN, undefined, NOW)).toEqual({ looked: 3, cursor: undefined });
    expect(await world.moved()).toEqual([DUE(1), DUE(2)]);
    const { commitment, thread } = world.stored(idOf(1));
    expect(commitment).toMatchObject({ version: 4, due: { on: '2025-07-11' }, turn: { dueOn: '2025-07-11' } });
    expect(thread).toMatchObject({ task: 'token', generation: 1 });
    expect(await world.history(idOf(1))).toEqual([...LIFE, 'recalculate']);
    expect(await world.history(idOf(4))).toEqual(LIFE);
  });

  it('moves nothing a second time', async () => {
    const world = await worldWith(1);
    for (const runId of ['run', 'other']) await world.recalculator().look({ ...RUN, runId }, undefined, NOW);
    expect(await world.history(idOf(1))).toEqual([...LIFE, 'recalculate']);
    expect(await world.moved()).toEqual([DUE(1)]);
  });

  it('moves nothing in a dry run, and notes what it would', async () => {
    const world = await worldWith(1);
    await world.recalculator().look({ ...RUN, dryRun: true }, undefined, NOW);
    expect(await world.moved()).toEqual([DUE(1)]);
    expect(await world.history(idOf(1))).toEqual(LIFE);
  });

  it('goes on page after page, past what it cannot read', async () => {
    const numbers = Array.from({ length: 150 }, (_, index) => index + 1);
    const world = await worldWith(...numbers);
    world.put({ ...keys.commitment(idOf(0)), schema: 2, place: '73', placeSort: 'C#73.73#2025-06-20' });
    const first = await world.recalculator().look(RUN, undefined, NOW);
    const second = await world.recalculator().look(RUN, first.cursor, NOW);
    expect([first.looked + second.looked, second.cursor]).toEqual([150, undefined]);
    expect(await world.moved()).toHaveLength(150);
  });

  it('goes on with the next token, where only that has moved meanwhile', async () => {
    const world = await worldWith(1);
    const faults = new Faults();
    let seen = false;
    faults.plan = ({ action }) => {
      if (action !== 'TransactWriteItems' || seen) return undefined;
      seen = true;
      world.enter(1, SITUATIONS.inProgress());
      const { pk, sk } = keys.commitment(idOf(1));
      const item = world.memory.get({ pk: { S: pk }, sk: { S: sk } });
      world.memory.tamper({ ...item, task: { S: 'next token' } });
      return undefined;
    };
    await world.recalculator(faults).look(RUN, undefined, NOW);
    expect(world.stored(idOf(1))).toMatchObject({ commitment: { version: 4 }, thread: { task: 'next token' } });
    expect(await world.moved()).toEqual([DUE(1)]);
  });

  it('counts again what has moved on meanwhile', async () => {
    const world = await worldWith(1);
    const faults = new Faults();
    const extended = make(
      SITUATIONS.inProgress(),
      holderOf(PALOPO.branch),
      { move: 'extend', due: { on: '2025-07-18' }, reason: 'pengadaan' },
      '2025-07-07',
    );
    faults.plan = ({ action }) => {
      if (action === 'TransactWriteItems' && world.stored(idOf(1)).commitment.version === 3) world.enter(1, extended);
      return undefined;
    };
    await world.recalculator(faults).look(RUN, undefined, NOW);
    expect(await world.history(idOf(1))).toEqual([...LIFE, 'extend']);
    expect(await world.moved()).toEqual([]);
  });

  it('gives up on what never stands still, by an error that the workflow repeats', async () => {
    const world = await worldWith(1);
    const faults = new Faults();
    let token = 0;
    faults.plan = ({ action }) => {
      token += 1;
      const { pk, sk } = keys.commitment(idOf(1));
      const item = world.memory.get({ pk: { S: pk }, sk: { S: sk } });
      if (action === 'TransactWriteItems') world.memory.tamper({ ...item, task: { S: `token ${token}` } });
      return undefined;
    };
    await expect(world.recalculator(faults).look(RUN, undefined, NOW)).rejects.toThrow(NotReachedError);
    expect(await world.history(idOf(1))).toEqual(LIFE);
  });

  it('is done once where the answer was lost and the SDK asked again', async () => {
    const world = await worldWith(1);
    const faults = new Faults();
    faults.plan = on('TransactWriteItems', sendTwice);
    await world.recalculator(faults).look(RUN, undefined, NOW);
    expect(await world.history(idOf(1))).toEqual([...LIFE, 'recalculate']);
    expect(await world.moved()).toEqual([DUE(1)]);
  });

  it('fails on a conflict, and is done when the workflow repeats the page', async () => {
    const world = await worldWith(1, 2);
    const faults = new Faults();
    faults.plan = on('TransactWriteItems', failBeforeSending(conflict()), 1);
    const recalculator = world.recalculator(faults);
    await expect(recalculator.look(RUN, undefined, NOW)).rejects.toThrow();
    await recalculator.look(RUN, undefined, NOW);
    expect(await world.moved()).toEqual([DUE(1), DUE(2)]);
  });

  it('killed at any of its calls, and repeated, has moved and noted everything once', async () => {
    const calls = await killAtEveryCall(async (faults) => {
      const world = await worldWith(1, 2);
      const isDone = await world
        .recalculator(faults)
        .look(RUN, undefined, NOW)
        .then(
          () => true,
          () => false,
        );
      await world.recalculator().look(RUN, undefined, NOW);
      for (const number of [1, 2]) expect(await world.history(idOf(number))).toEqual([...LIFE, 'recalculate']);
      expect(await world.moved()).toEqual([DUE(1), DUE(2)]);
      return isDone;
    });
    expect(calls).toBeGreaterThan(6);
  });
});
