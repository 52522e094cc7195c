import { isDeepStrictEqual } from 'node:util';
import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { addWorkingDays, DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import { firstBrokenVersion } from '../../functions/commitments/events.ts';
import { keys } from '../../functions/platform/keys.ts';
import { canonicalHash } from '../../functions/platform/values/canonical-hash.ts';
import { readExamples } from '../../infra/local/example-files.ts';
import { assignment, commitmentAt, LETTER, openForum, PALOPO, RAISE, Tracked, today } from '../builders/commitments.ts';
import { as, refusal, refusedPaths } from '../engine/api.ts';
import { dynamodb } from '../engine/aws.ts';
import { executionHistory, executionStatus, statesEntered, storedCommitment } from '../engine/executions.ts';
import { stacks } from '../engine/under-test.ts';
import { until } from '../engine/until.ts';
import { commitmentShape, eventShape, forumShape } from '../oracles/shapes.ts';

const { branch, sekda, owner, support, verifier, bystander, region } = PALOPO;
const inWorkingDays = (days: number, from = today()) => addWorkingDays(from, days, region, DECREED_CALENDAR);

describe('a commitment of a forum in Palopo', () => {
  let commitment: Tracked;

  beforeAll(async () => {
    const forum = await openForum();
    const raised = await as(branch).post(
      `/forums/${forum.forumId}/commitments`,
      { ...RAISE, source: 'Notula forum, butir 3' },
      [201, commitmentShape],
    );
    commitment = new Tracked(raised, PALOPO);
  });

  // Sequential: each test continues from the one before.
  it('is raised by the branch; the first secretariat office must assign it within three working days', () => {
    const { commitmentId, forumId } = commitment.view;
    expect(commitment.view).toEqual({
      commitmentId,
      forumId,
      region,
      ...RAISE,
      stage: 'raised',
      coOwners: [],
      turn: { office: branch, action: 'assign', dueOn: inWorkingDays(3) },
      raisedOn: today(),
      version: 1,
    });
  });

  it('is not assigned with missing parts, which the problem lists', async () => {
    const slogan = await commitment.attempt(branch, { move: 'assign' });
    expect(refusal(slogan, 422, 'not-verifiable').missing).toEqual([
      'ownerOffice',
      'verifierOffice',
      'due',
      'criterion',
    ]);
    const nearly = await commitment.attempt(branch, { ...assignment(), due: undefined, criterion: {} });
    expect(refusal(nearly, 422, 'not-verifiable').missing).toEqual(['due', 'criterion']);
  });

  it('is assigned by the secretariat alone, to an owner with a due date, a criterion and a verifier', async () => {
    refusal(await commitment.attempt(owner, assignment()), 403, 'forbidden');
    const { commitmentId, forumId } = commitment.view;
    expect(await commitment.move(sekda, { ...assignment(), coOwners: [support] })).toEqual({
      commitmentId,
      forumId,
      region,
      ...RAISE,
      stage: 'assigned',
      ownerOffice: owner,
      coOwners: [support],
      verifierOffice: verifier,
      criterion: assignment().criterion,
      due: { on: inWorkingDays(40), first: inWorkingDays(40), extensions: 0 },
      turn: { office: owner, action: 'start', dueOn: inWorkingDays(5) },
      timeliness: 'onTime',
      raisedOn: today(),
      version: 2,
    });
  });

  it('is started by its owner, who has until the due date', async () => {
    refusal(await commitment.attempt(branch, { move: 'start' }), 403, 'forbidden');
    expect(await commitment.move(owner, { move: 'start' })).toMatchObject({
      stage: 'inProgress',
      turn: { office: owner, action: 'deliver', dueOn: inWorkingDays(40) },
      version: 3,
    });
  });

  it('is submitted with evidence, after which its verifier has ten working days and the owner is not late', async () => {
    const empty = await commitment.attempt(owner, { move: 'submit', evidence: [] });
    expect(refusal(empty, 422, 'not-verifiable').missing).toEqual(['evidence']);
    const submitted = await commitment.move(owner, { move: 'submit', evidence: [LETTER], note: 'Loket 3 dan 4.' });
    expect(submitted).toMatchObject({
      stage: 'inProgress',
      turn: { office: verifier, action: 'verify', dueOn: inWorkingDays(10) },
      version: 4,
    });
    expect(submitted).not.toHaveProperty('timeliness');
  });

  it('is verified by the verifier alone', async () => {
    for (const office of [owner, support, branch, sekda, bystander, 'admin']) {
      refusal(await commitment.attempt(office, { move: 'verify', finding: 'fulfilled' }), 403, 'forbidden');
    }
    expect(await commitment.move(verifier, { move: 'verify', finding: 'partlyFulfilled' })).toMatchObject({
      stage: 'verified',
      finding: 'partlyFulfilled',
      turn: { office: branch, action: 'close', dueOn: inWorkingDays(10) },
      version: 5,
    });
  });

  it('is closed by the secretariat, with a reason where the resolution differs from the finding', async () => {
    const close = { move: 'close' as const, resolution: 'fulfilled' as const };
    refusal(await commitment.attempt(verifier, close), 403, 'forbidden');
    expect(refusedPaths(await commitment.attempt(branch, close))).toEqual(['reason']);
    const { commitmentId, forumId } = commitment.view;
    expect(await commitment.move(branch, { ...close, reason: 'Loket kedua dibuka hari ini.' })).toEqual({
      commitmentId,
      forumId,
      region,
      ...RAISE,
      stage: 'closed',
      resolution: 'fulfilled',
      finding: 'partlyFulfilled',
      ownerOffice: owner,
      coOwners: [support],
      verifierOffice: verifier,
      criterion: assignment().criterion,
      due: { on: inWorkingDays(40), first: inWorkingDays(40), extensions: 0 },
      raisedOn: today(),
      closedOn: today(),
      version: 6,
    });
    expect(await as(bystander).commitment(commitment.id)).toEqual(commitment.view);
  });

  it('has six events, chained by hash, each with actor, time, stages and reason', async () => {
    const events = await as(bystander).events(commitment.id);
    expect(events.map(({ version, move, from, to, office }) => [version, move, from, to, office])).toEqual([
      [1, 'raise', undefined, 'raised', branch],
      [2, 'assign', 'raised', 'assigned', sekda],
      [3, 'start', 'assigned', 'inProgress', owner],
      [4, 'submit', 'inProgress', 'inProgress', owner],
      [5, 'verify', 'inProgress', 'verified', verifier],
      [6, 'close', 'verified', 'closed', branch],
    ]);
    expect(events.at(-1)?.reason).toBe('Loket kedua dibuka hari ini.');
    expect(events[3]?.changes).toMatchObject({ evidence: [LETTER], note: 'Loket 3 dan 4.' });
    expect(new Set(events.map(({ userId }) => userId)).size).toBe(4);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
    expect(firstBrokenVersion(events, canonicalHash)).toBeUndefined();
  });

  it('takes six state transitions, and its execution ends', async () => {
    await until(() => executionStatus(commitment.id), 'SUCCEEDED');
    expect(await statesEntered(commitment.id)).toEqual([
      'Route',
      'Raised',
      'Assigned',
      'In progress',
      'Verified',
      'Closed',
    ]);
    expect((await executionHistory(commitment.id)).length).toBeLessThanOrEqual(40);
  });
});

describe('the record', () => {
  it('keeps internal attributes out of answers, and derived values out of the table', async () => {
    const commitment = await commitmentAt('assigned');
    const { Item } = await dynamodb.send(
      new GetItemCommand({ TableName: stacks().TableName, Key: marshall(keys.event(commitment.id, 2)) }),
    );
    expect(unmarshall(Item ?? {})).toMatchObject({ move: 'assign', office: sekda });
    const { text } = await as(bystander).send('GET', `/commitments/${commitment.id}`);
    const { task } = await storedCommitment(commitment.id);
    expect(task).toMatch(/\S/);
    for (const hidden of ['task', 'generation', 'head', task ?? '']) expect(text).not.toContain(hidden);
  });

  it('reveals a tampered event by its chain', async () => {
    const commitment = await commitmentAt('assigned');
    await dynamodb.send(
      new UpdateItemCommand({
        TableName: stacks().TableName,
        Key: marshall(keys.event(commitment.id, 2)),
        UpdateExpression: 'SET office = :other',
        ExpressionAttributeValues: { ':other': { S: branch } },
      }),
    );
    expect(firstBrokenVersion(await as('admin').events(commitment.id), canonicalHash)).toBe(2);
  });
});

describe('the example data', () => {
  const { forums, commitments: examples } = readExamples();
  const statements = examples.map(({ statement }) => statement.id).toSorted();

  async function exampleCommitments() {
    const found = await Promise.all(
      forums.map(async (example) => {
        const opened = await as('admin').all(`/forums?region=${example.region}`, forumShape);
        // Forums of other tests may have the same name, but not the source.
        const forum = opened.find(({ source }) => isDeepStrictEqual(source, example.source));
        return await as('admin').all(`/commitments?forum=${forum?.forumId}`, commitmentShape);
      }),
    );
    // The walk-through of the README raises one more in such a forum.
    return found.flat().filter(({ statement }) => statements.includes(statement.id));
  }

  it('has 29 commitments of five forums, in all five stages', async () => {
    const found = await exampleCommitments();
    expect(found.map(({ statement }) => statement.id).toSorted()).toEqual(statements);
    expect(found).toHaveLength(29);
    expect(new Set(found.map(({ stage }) => stage))).toEqual(
      new Set(['raised', 'assigned', 'inProgress', 'verified', 'closed']),
    );
    expect(found.some(({ timeliness }) => timeliness === 'overdue')).toBe(true);
    expect(new Set(found.map(({ region }) => region)).size).toBe(5);
  });

  it('has unbroken chains of events', async () => {
    for (const { commitmentId, version } of await exampleCommitments()) {
      const events = await as('auditor').all(`/commitments/${commitmentId}/events`, eventShape);
      expect(events).toHaveLength(version);
      expect(firstBrokenVersion(events, canonicalHash), commitmentId).toBeUndefined();
    }
  });
});
