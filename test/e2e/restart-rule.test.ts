import { describe, expect, it } from 'vitest';
import { assignment, commitmentAt, PALOPO } from '../builders/commitments.ts';
import { as } from '../engine/api.ts';
import { executionArn, executionStatus, storedCommitment } from '../engine/executions.ts';
import { invoke } from '../engine/functions.ts';
import { hasExecution, stopExecution } from '../engine/stopping.ts';
import { stacks } from '../engine/under-test.ts';
import { start } from '../oracles/expected.ts';

const MINUTE_MS = 60_000;

/** The event of an execution's end as AWS documents it, with how long the execution had lived. */
function ended(commitmentId: string, minutesLived: number, generation = 1) {
  const stopDate = Date.now();
  return {
    version: '0',
    id: '315c1398-40ff-a850-213b-158f73e60175',
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account: '000000000000',
    time: new Date(stopDate).toISOString(),
    region: 'ap-southeast-3',
    resources: [executionArn(commitmentId, generation)],
    detail: {
      executionArn: executionArn(commitmentId, generation),
      stateMachineArn: stacks().LifecycleArn,
      name: `${commitmentId}-g${generation}`,
      status: 'ABORTED',
      startDate: stopDate - minutesLived * MINUTE_MS,
      stopDate,
      input: '{}',
      output: null,
      inputDetails: { included: true },
      outputDetails: null,
    },
  };
}

describe('the event of an execution that ended before its commitment was closed', () => {
  it('starts the next execution once, although it is delivered twice', async () => {
    const commitment = await commitmentAt('raised');
    const { id } = commitment;
    await stopExecution(id);
    expect(await invoke('ExecutionRestart', ended(id, 11))).toBe('revive');
    expect(await invoke('ExecutionRestart', ended(id, 11))).toMatch(/revive|left/);
    await expect.poll(() => storedCommitment(id)).toMatchObject({ generation: 2, version: 1 });
    expect(await executionStatus(id, 2)).toBe('RUNNING');
    expect(await invoke('ExecutionRestart', ended(id, 11))).toBe('left');
    expect(await hasExecution(id, 3)).toBe(false);
    expect(await commitment.move(PALOPO.sekda, assignment())).toMatchObject({ stage: 'assigned', version: 2 });
  });

  it('is left to the reconciliation if the execution ended soon after its start', async () => {
    const { id } = await commitmentAt('raised');
    await stopExecution(id);
    expect(await invoke('ExecutionRestart', ended(id, 9))).toBe('left');
    expect(await hasExecution(id, 2)).toBe(false);
  });

  it('is ignored for a commitment that is closed, unknown or already in a later execution', async () => {
    const closed = await commitmentAt('closed');
    expect(await invoke('ExecutionRestart', ended(closed.id, 11))).toBe('left');
    const taken = await commitmentAt('raised');
    await start(taken.id, 2, { commitmentId: taken.id, to: 'stay', moveId: 'by-hand', version: 1 });
    await expect.poll(() => storedCommitment(taken.id)).toMatchObject({ generation: 2 });
    expect(await invoke('ExecutionRestart', ended(taken.id, 11))).toBe('left');
    expect(await invoke('ExecutionRestart', ended('7373-00000000000000000000', 11))).toBe('left');
    expect(await as('admin').commitment(taken.id)).toEqual(taken.view);
  });

  it('fails with another shape, and goes to the DLQ', async () => {
    expect(await invoke('ExecutionRestart', { detail: {} })).toMatchObject({
      errorMessage: expect.stringContaining('detail.name'),
    });
  });
});
