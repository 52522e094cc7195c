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
  const harness = new RecalculationHarness();
  for (const number of numbers) harness.enter(number, SITUATIONS.inProgress());
  await harness.decree(OFF);
  return harness;
}

describe('recalculating a page', () => {
  it('moves dates with an event of the office that applied the calendar', async () => {
    const harness = await worldWith(1, 2);
    harness.enter(3, SITUATIONS.closed());
    harness.enter(4, SITUATIONS.inProgress({ due: { on: '2025-07-10' } }));
    expect(await harness.recalculator().recalculatePage(RUN, undefined, NOW)).toEqual({ looked: 3, cursor: undefined });
    expect(await harness.moved()).toEqual([DUE(1), DUE(2)]);
    const { commitment, executionState } = harness.stored(idOf(1));
    expect(commitment).toMatchObject({ version: 4, due: { on: '2025-07-11' }, turn: { dueOn: '2025-07-11' } });
    expect(executionState).toMatchObject({ task: 'token', generation: 1 });
    expect(await harness.history(idOf(1))).toEqual([...LIFE, 'recalculate']);
    expect(await harness.history(idOf(4))).toEqual(LIFE);
  });

  it('moves nothing a second time', async () => {
    const harness = await worldWith(1);
    for (const runId of ['run', 'other'])
      await harness.recalculator().recalculatePage({ ...RUN, runId }, undefined, NOW);
    expect(await harness.history(idOf(1))).toEqual([...LIFE, 'recalculate']);
    expect(await harness.moved()).toEqual([DUE(1)]);
  });

  it('only records the dates in a dry run', async () => {
    const harness = await worldWith(1);
    await harness.recalculator().recalculatePage({ ...RUN, dryRun: true }, undefined, NOW);
    expect(await harness.moved()).toEqual([DUE(1)]);
    expect(await harness.history(idOf(1))).toEqual(LIFE);
  });

  it('skips unreadable commitments and continues with the next page', async () => {
    const numbers = Array.from({ length: 150 }, (_, index) => index + 1);
    const harness = await worldWith(...numbers);
    harness.put({ ...keys.commitment(idOf(0)), schema: 2, place: '73', placeSort: 'C#73.73#2025-06-20' });
    const first = await harness.recalculator().recalculatePage(RUN, undefined, NOW);
    const second = await harness.recalculator().recalculatePage(RUN, first.cursor, NOW);
    expect([first.looked + second.looked, second.cursor]).toEqual([150, undefined]);
    expect(await harness.moved()).toHaveLength(150);
  });

  it('retries with the new task token after a concurrent renewal', async () => {
    const harness = await worldWith(1);
    const faults = new Faults();
    let seen = false;
    faults.plan = ({ action }) => {
      if (action !== 'TransactWriteItems' || seen) return undefined;
      seen = true;
      harness.enter(1, SITUATIONS.inProgress());
      const { pk, sk } = keys.commitment(idOf(1));
      const item = harness.memory.get({ pk: { S: pk }, sk: { S: sk } });
      harness.memory.tamper({ ...item, task: { S: 'next token' } });
      return undefined;
    };
    await harness.recalculator(faults).recalculatePage(RUN, undefined, NOW);
    expect(harness.stored(idOf(1))).toMatchObject({
      commitment: { version: 4 },
      executionState: { task: 'next token' },
    });
    expect(await harness.moved()).toEqual([DUE(1)]);
  });

  it('decides again after a concurrent move', async () => {
    const harness = await worldWith(1);
    const faults = new Faults();
    const extended = make(
      SITUATIONS.inProgress(),
      holderOf(PALOPO.branch),
      { move: 'extend', due: { on: '2025-07-18' }, reason: 'pengadaan' },
      '2025-07-07',
    );
    faults.plan = ({ action }) => {
      if (action === 'TransactWriteItems' && harness.stored(idOf(1)).commitment.version === 3)
        harness.enter(1, extended);
      return undefined;
    };
    await harness.recalculator(faults).recalculatePage(RUN, undefined, NOW);
    expect(await harness.history(idOf(1))).toEqual([...LIFE, 'extend']);
    expect(await harness.moved()).toEqual([]);
  });

  it('fails with a retryable error if the commitment keeps changing', async () => {
    const harness = await worldWith(1);
    const faults = new Faults();
    let token = 0;
    faults.plan = ({ action }) => {
      token += 1;
      const { pk, sk } = keys.commitment(idOf(1));
      const item = harness.memory.get({ pk: { S: pk }, sk: { S: sk } });
      if (action === 'TransactWriteItems') harness.memory.tamper({ ...item, task: { S: `token ${token}` } });
      return undefined;
    };
    await expect(harness.recalculator(faults).recalculatePage(RUN, undefined, NOW)).rejects.toThrow(NotReachedError);
    expect(await harness.history(idOf(1))).toEqual(LIFE);
  });

  it('applies a transaction once when the SDK repeats it after a lost answer', async () => {
    const harness = await worldWith(1);
    const faults = new Faults();
    faults.plan = on('TransactWriteItems', sendTwice);
    await harness.recalculator(faults).recalculatePage(RUN, undefined, NOW);
    expect(await harness.history(idOf(1))).toEqual([...LIFE, 'recalculate']);
    expect(await harness.moved()).toEqual([DUE(1)]);
  });

  it('fails on a conflict and succeeds when the page is repeated', async () => {
    const harness = await worldWith(1, 2);
    const faults = new Faults();
    faults.plan = on('TransactWriteItems', failBeforeSending(conflict()), 1);
    const recalculator = harness.recalculator(faults);
    await expect(recalculator.recalculatePage(RUN, undefined, NOW)).rejects.toThrow();
    await recalculator.recalculatePage(RUN, undefined, NOW);
    expect(await harness.moved()).toEqual([DUE(1), DUE(2)]);
  });

  it('moves and records each date once after a kill at every call', async () => {
    const calls = await killAtEveryCall(async (faults) => {
      const harness = await worldWith(1, 2);
      const isDone = await harness
        .recalculator(faults)
        .recalculatePage(RUN, undefined, NOW)
        .then(
          () => true,
          () => false,
        );
      await harness.recalculator().recalculatePage(RUN, undefined, NOW);
      for (const number of [1, 2]) expect(await harness.history(idOf(number))).toEqual([...LIFE, 'recalculate']);
      expect(await harness.moved()).toEqual([DUE(1), DUE(2)]);
      return isDone;
    });
    expect(calls).toBeGreaterThan(6);
  });
});
