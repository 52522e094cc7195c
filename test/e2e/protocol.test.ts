import { SendTaskFailureCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { keys } from '../../functions/platform/keys.ts';
import { derivedId, idInRegion } from '../../functions/platform/values/ids.ts';
import {
  assignment,
  commitmentAt,
  LETTER,
  openForum,
  PALOPO,
  RAISE,
  type Tracked,
  today,
} from '../builders/commitments.ts';
import { as, read, refusal } from '../engine/api.ts';
import { sfn } from '../engine/aws.ts';
import { executionArn, executionStatus, statesEntered, storedCommitment } from '../engine/executions.ts';
import { until } from '../engine/until.ts';
import { advance, moveByHand, redirect, renewed, setTask, start } from '../oracles/expected.ts';
import { commitmentShape, meShape, pendingRaiseShape, pendingShape } from '../oracles/shapes.ts';

const { branch, sekda, owner, verifier } = PALOPO;
const reason = 'Sesuai kesepakatan rapat tindak lanjut.';
const later = { workingDays: 60, from: today() };

const settled = (commitment: Tracked, state: string) =>
  until(async () => (await statesEntered(commitment.id)).at(-1), state);

describe.concurrent('a stale move sent straight to the workflow', () => {
  it.each([
    ['along the line', advance, 'assigned'],
    ['by a redirection', redirect, 'closed'],
  ])('refuses %s, records the refusal on the commitment, and waits for the next move', async (_, send, to) => {
    const commitment = await commitmentAt('raised');
    await commitment.move(branch, { move: 'note', text: 'Menunggu anggaran.' });
    const before = await storedCommitment(commitment.id);
    const stale = await moveByHand(commitment, to, 1);
    await send(before.task, stale);
    await settled(commitment, 'Rejoin');

    await until(async () => (await storedCommitment(commitment.id)).refusedMove, stale.moveId);
    const after = await storedCommitment(commitment.id);
    expect(after.refusedBecause).toMatch(/TransactionCanceled/);
    expect(after.task).not.toBe(before.task);
    expect(await as(branch).commitment(commitment.id)).toEqual(commitment.view);
    expect(await commitment.history()).toEqual(['raise', 'note']);

    await commitment.move(branch, assignment());
    await commitment.move(owner, { move: 'start' });
    await commitment.isWhole();
  });

  it('does not overwrite an existing event', async () => {
    const commitment = await commitmentAt('raised');
    const { task } = await storedCommitment(commitment.id);
    const move = await moveByHand(commitment, 'assigned', 1);
    await advance(task, { ...move, event: marshall({ ...keys.event(commitment.id, 1), moveId: move.moveId }) });
    await settled(commitment, 'Rejoin');
    await commitment.isWhole();
    await commitment.move(branch, assignment());
  });
});

describe.concurrent('a used task token', () => {
  it('is replaced by the new one: the move is repeated instead of answered 409', async () => {
    const commitment = await commitmentAt('raised');
    const { task } = await storedCommitment(commitment.id);
    await advance(task, await moveByHand(commitment, 'assigned', 7));
    // At once, while the workflow still refuses the first move: the stored token may be the used one.
    expect((await commitment.attempt(branch, assignment())).status).toBe(200);
    await commitment.isWhole();
  });

  it('that is unknown is answered 503 without a change; the same move passes once an execution waits again', async () => {
    const commitment = await commitmentAt('raised');
    await setTask(commitment, 'lost');
    const key = crypto.randomUUID();
    const answer = await commitment.attempt(branch, assignment(), key);
    refusal(answer, 503, 'unavailable');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await commitment.history()).toEqual(['raise']);
    await renewed(commitment);
    await commitment.move(branch, assignment(), key);
    await commitment.isWhole();
  });

  it('of a stopped execution is answered 503 or 202 without a change, and no move is lost', async () => {
    const commitment = await commitmentAt('raised');
    await sfn.send(new StopExecutionCommand({ executionArn: executionArn(commitment.id) }));
    await until(() => executionStatus(commitment.id), 'ABORTED');
    const key = crypto.randomUUID();
    const answer = await commitment.attempt(branch, assignment(), key);
    // The engine accepts the token of a stopped execution; AWS answers TaskTimedOut.
    if (answer.status === 202) read(answer, 202, pendingShape);
    else refusal(answer, 503, 'unavailable');
    expect(await commitment.history()).toEqual(['raise']);

    // A move in its stage needs no workflow.
    await commitment.move(branch, { move: 'note', text: 'Menunggu anggaran.' });
    await renewed(commitment);
    await commitment.move(branch, assignment(), key);
    await commitment.isWhole();
  });
});

describe.concurrent('writing in a stage while the workflow moves', () => {
  it('keeps both: the second writer learns of the first and repeats', async () => {
    for (let round = 0; round < 5; round += 1) {
      const commitment = await commitmentAt('raised');
      const note = { move: 'note', text: 'Menunggu anggaran.' };
      const moves = [assignment(), note, { ...note, text: 'Menunggu tanggal.' }];
      const answers = await Promise.all(moves.map((move) => commitment.attempt(branch, move)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
      for (const move of moves.filter((_, index) => answers[index]?.status === 409)) {
        await commitment.reload();
        expect((await commitment.attempt(branch, move)).status).toBe(200);
      }
      expect((await commitment.history()).toSorted()).toEqual(['assign', 'note', 'note', 'raise']);
      await commitment.isWhole();
      await commitment.reload();
      await commitment.move(owner, { move: 'start' });
    }
  });

  it('continues if only the token changed', async () => {
    const commitment = await commitmentAt('raised');
    const { task } = await storedCommitment(commitment.id);
    const [answer] = await Promise.all([
      commitment.attempt(branch, { move: 'note', text: 'Menunggu anggaran.' }),
      advance(task, await moveByHand(commitment, 'assigned', 7)),
    ]);
    expect(answer?.status, answer?.text).toBe(200);
    await settled(commitment, 'Rejoin');
    await commitment.reload();
    await commitment.move(branch, assignment());
    await commitment.isWhole();
  });
});

describe.concurrent('a generation', () => {
  it('that is older writes nothing, and ends', async () => {
    const commitment = await commitmentAt('assigned');
    const { task } = await storedCommitment(commitment.id);
    await renewed(commitment);
    await advance(task, await moveByHand(commitment, 'inProgress', commitment.view.version));
    await until(() => executionStatus(commitment.id), 'SUCCEEDED');
    expect((await statesEntered(commitment.id)).at(-1)).toBe('Superseded');
    expect(await as(branch).commitment(commitment.id)).toEqual(commitment.view);

    await commitment.move(owner, { move: 'start' });
    expect((await statesEntered(commitment.id, 2)).at(-1)).toBe('In progress');
    await commitment.isWhole();
  });

  it('ends and starts the next one when it is renewed', async () => {
    const commitment = await commitmentAt('inProgress');
    const { task } = await storedCommitment(commitment.id);
    await sfn.send(new SendTaskFailureCommand({ taskToken: task, error: 'Renewed' }));
    await until(async () => (await storedCommitment(commitment.id)).generation, 2);
    await until(() => executionStatus(commitment.id), 'SUCCEEDED');
    await commitment.move(owner, { move: 'submit', evidence: [LETTER] });
    await commitment.move(verifier, { move: 'verify', finding: 'fulfilled' });
    await commitment.move(branch, { move: 'close', resolution: 'fulfilled' });
    await until(() => executionStatus(commitment.id, 2), 'SUCCEEDED');
    await commitment.isWhole();
  });

  it('whose name is taken is skipped: reopen starts the next one', async () => {
    const commitment = await commitmentAt('closed');
    await start(commitment.id, 2, { moveId: 'other', to: 'stay' });
    await until(() => executionStatus(commitment.id, 2), 'SUCCEEDED');
    await commitment.move(branch, { move: 'reopen', due: later, reason });
    expect(await executionStatus(commitment.id, 3)).toBe('RUNNING');
    await commitment.move(owner, { move: 'submit', evidence: [LETTER] });
    await commitment.isWhole();
  });
});

describe.concurrent('a reopen requested twice at once', () => {
  it('is done once; the other is answered with the present version', async () => {
    for (let round = 0; round < 5; round += 1) {
      const commitment = await commitmentAt('closed');
      const reopen = { move: 'reopen', due: later, reason };
      const answers = await Promise.all([branch, sekda].map((who) => commitment.attempt(who, reopen)));
      expect(answers.map(({ status }) => status).toSorted(), answers.map(({ text }) => text).join('\n')).toEqual([
        200, 409,
      ]);
      const lost = answers.find(({ status }) => status === 409);
      if (lost !== undefined) expect(refusal(lost, 409, 'version-stale').version).toBe(7);
      await commitment.isWhole();
    }
  });
});

describe.concurrent('a raise', () => {
  async function knownBeforehand() {
    const { forumId } = await openForum();
    const key = crypto.randomUUID();
    const { userId } = await as(branch).get('/me', meShape);
    const moveId = derivedId(`${userId}\n${key}`);
    const path = `/forums/${forumId}/commitments`;
    return { key, moveId, path, commitmentId: idInRegion(PALOPO.region, moveId) };
  }

  it('whose execution name is already used starts the next generation', async () => {
    const { key, path, commitmentId } = await knownBeforehand();
    await start(commitmentId, 1, { moveId: 'other', to: 'stay', version: 0 });
    await until(() => executionStatus(commitmentId), 'FAILED');
    const raised = await as(branch).post(path, RAISE, [201, commitmentShape], key);
    expect(raised).toMatchObject({ commitmentId, stage: 'raised', version: 1 });
    expect(await statesEntered(commitmentId)).toEqual(['Route', 'Rejoin', 'Nothing to wait for', 'Not raised']);
    expect(await statesEntered(commitmentId, 2)).toEqual(['Route', 'Raised']);
  });

  it('that is not recorded within five seconds is answered 202 with a Location', async () => {
    const { key, moveId, path, commitmentId } = await knownBeforehand();
    const other = await commitmentAt('raised');
    // A waiting execution with that name, for another commitment.
    await start(commitmentId, 1, { moveId: 'other', to: 'stay', commitmentId: other.id });
    await until(() => executionStatus(commitmentId), 'RUNNING');
    const answer = await as(branch).send('POST', path, { body: RAISE, key });
    expect(read(answer, 202, pendingRaiseShape)).toEqual({ commitmentId, moveId });
    expect(answer.headers.get('location')).toBe(`/commitments/${commitmentId}/events`);
  });
});
