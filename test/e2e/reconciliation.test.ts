import { beforeAll, describe, expect, it } from 'vitest';
import { firstBrokenVersion } from '../../functions/commitments/events.ts';
import { canonicalHash } from '../../functions/platform/values/canonical-hash.ts';
import {
  assignment,
  commitmentAt,
  LETTER,
  type MoveBody,
  PALOPO,
  type Place,
  Tracked,
} from '../builders/commitments.ts';
import { as } from '../engine/api.ts';
import { executionStatus, storedCommitment } from '../engine/executions.ts';
import { run } from '../engine/runs.ts';
import { blockRaise, hasExecution, raiseInputFor, stopExecution } from '../engine/stopping.ts';
import { advance, moveByHand, start } from '../oracles/expected.ts';

const { sekda, owner, verifier } = PALOPO;

/** Each waiting stage, with its next move. */
const NEXT: readonly [Place, string, MoveBody][] = [
  ['raised', sekda, assignment()],
  ['assigned', owner, { move: 'decline', reason: 'bukan kewenangan' }],
  ['inProgress', owner, { move: 'submit', evidence: [LETTER] }],
  ['submitted', verifier, { move: 'verify', finding: 'fulfilled' }],
  ['verified', sekda, { move: 'close', resolution: 'fulfilled' }],
];

/** Everything that a restart must not change: all except the execution state. */
async function record(commitment: Tracked) {
  return { view: await as('admin').commitment(commitment.id), events: await as('admin').events(commitment.id) };
}

describe('a commitment whose execution was stopped', () => {
  const lost = new Map<Place, Tracked>();
  const before = new Map<Place, Awaited<ReturnType<typeof record>>>();
  const at = (place: Place) => lost.get(place) ?? expect.fail(`none at ${place}`);

  beforeAll(async () => {
    for (const [place] of NEXT) {
      const commitment = await commitmentAt(place);
      lost.set(place, commitment);
      before.set(place, await record(commitment));
      await stopExecution(commitment.id);
    }
  });

  // Sequential: each test continues from the one before.
  it('is found by a dry run, which changes nothing', async () => {
    const { about, counts } = await run('reconciliation', { dryRun: true });
    for (const { id } of lost.values()) {
      expect(about(id)).toEqual([{ commitmentId: id, generation: 1, why: 'executionLost', done: 'dryRun' }]);
      expect(await hasExecution(id, 2)).toBe(false);
    }
    expect(counts).toMatchObject({ seenOnce: lost.size, seenTwice: lost.size, acted: 0, lost: lost.size, revived: 0 });
  });

  it('gets its next execution by a reconciliation, and is unchanged', async () => {
    const { about, counts } = await run('reconciliation', { dryRun: false });
    expect(counts).toMatchObject({ acted: lost.size, revived: lost.size });
    for (const [place, commitment] of lost) {
      const { id } = commitment;
      expect(about(id)).toEqual([{ commitmentId: id, generation: 1, why: 'executionLost', done: 'revived' }]);
      await expect.poll(() => storedCommitment(id)).toMatchObject({ generation: 2 });
      expect(await record(commitment)).toEqual(before.get(place));
    }
  });

  it('is not found by the next reconciliation', async () => {
    const { rows } = await run('reconciliation', { dryRun: false });
    expect(rows).toEqual([]);
    for (const { id } of lost.values()) expect(await hasExecution(id, 3)).toBe(false);
  });

  it.each(NEXT)('accepts its next move at %s', async (place, office, body) => {
    const commitment = at(place);
    await commitment.move(office, body);
    const { events } = await record(commitment);
    expect(firstBrokenVersion(events, canonicalHash)).toBeUndefined();
    expect(events.at(-1)?.move).toBe(body.move);
  });
});

describe('an execution that a later one has replaced', () => {
  it('writes nothing when it continues', async () => {
    const commitment = await commitmentAt('assigned');
    const { id } = commitment;
    const old = await storedCommitment(id);
    const stay = { commitmentId: id, to: 'stay', moveId: 'by-hand', version: 2 };
    await start(id, 2, stay);
    await expect.poll(() => storedCommitment(id)).toMatchObject({ generation: 2 });
    const taken = await storedCommitment(id);

    // A valid move of the old execution, except for its generation.
    await advance(old.task, await moveByHand(commitment, 'inProgress', 2));
    await expect.poll(() => executionStatus(id, 1)).toBe('SUCCEEDED');
    expect(await storedCommitment(id)).toEqual(taken);
    expect(await commitment.move(owner, { move: 'start' })).toMatchObject({ stage: 'inProgress', version: 3 });
  });
});

describe('an accepted raise that was never written', () => {
  it('is raised again from the input of its execution, once', async () => {
    const like = await commitmentAt('raised');
    const id = `7373-${'0'.repeat(8)}${crypto.randomUUID().slice(-12)}`;
    const input = await raiseInputFor(id, like.id);
    const blocked = await blockRaise(id);
    await start(id, 1, input);
    await expect.poll(() => executionStatus(id, 1)).toBe('FAILED');
    await blocked.clear();

    const { about } = await run('reconciliation', { dryRun: false });
    expect(about(id)).toEqual([{ commitmentId: id, generation: 1, why: 'raiseLost', done: 'raisedAgain' }]);
    await expect.poll(() => as('admin').send('GET', `/commitments/${id}`)).toMatchObject({ status: 200 });
    expect(await as('admin').commitment(id)).toEqual({ ...like.view, commitmentId: id });
    expect((await run('reconciliation', { dryRun: false })).about(id)).toEqual([]);
    const raised = new Tracked(await as('admin').commitment(id), PALOPO);
    expect(await raised.move(sekda, assignment())).toMatchObject({ stage: 'assigned', version: 2 });
  });
});

describe('a renewal', () => {
  it('only counts executions in a dry run', async () => {
    const commitment = await commitmentAt('assigned');
    const { looked, counts } = await run('renewal', { dryRun: true });
    expect(counts).toMatchObject({ waiting: looked, renewed: 0 });
    expect(await storedCommitment(commitment.id)).toMatchObject({ generation: 1 });
  });

  it('moves every open commitment to its next execution', async () => {
    const commitments = [await commitmentAt('raised'), await commitmentAt('submitted')];
    const closed = await commitmentAt('closed');
    const befores = await Promise.all(commitments.map(record));
    const { looked, counts, rows } = await run('renewal', { dryRun: false });
    expect({ ...counts, rows }).toEqual({ waiting: looked, renewed: looked, rows: [] });
    for (const { id } of commitments) {
      await expect.poll(() => storedCommitment(id)).toMatchObject({ generation: 2 });
      expect([await executionStatus(id, 1), await executionStatus(id, 2)]).toEqual(['SUCCEEDED', 'RUNNING']);
    }
    expect(await Promise.all(commitments.map(record))).toEqual(befores);
    expect(await hasExecution(closed.id, 2)).toBe(false);
    expect(await commitments[0]?.move(sekda, assignment())).toMatchObject({ stage: 'assigned' });
    expect(await commitments[1]?.move(verifier, { move: 'verify', finding: 'fulfilled' })).toMatchObject({
      stage: 'verified',
    });
    expect((await run('reconciliation', { dryRun: true })).counts).toMatchObject({ seenTwice: 0 });
  });
});
