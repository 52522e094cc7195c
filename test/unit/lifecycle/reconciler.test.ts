import { describe, expect, it } from 'vitest';
import { type Position, Reconciler } from '../../../functions/lifecycle/reconciler.service.ts';
import type { WorkflowMove } from '../../../functions/lifecycle/workflow-moves.ts';
import { idOf, LifecycleHarness, NOW } from '../../harness/lifecycle-harness.ts';

const DAY_MS = 86_400_000;
const RAISE: WorkflowMove = { moveId: 'm', commitmentId: idOf(9), to: 'raised', version: 0, item: {}, event: {} };

function reconcilerOf(world: LifecycleHarness): Reconciler {
  return new Reconciler({ commitments: world, executions: world, workflow: world, findings: world });
}

/** The first check, page by page. */
async function checkAll(world: LifecycleHarness, runId = 'run'): Promise<number> {
  let checked = 0;
  let at: Position | undefined;
  do {
    const page = await reconcilerOf(world).check(runId, at, NOW);
    checked += page.looked;
    at = page.next;
  } while (at !== undefined);
  return checked;
}

async function checkAgain(world: LifecycleHarness, { runId = 'run', dryRun = false } = {}) {
  await reconcilerOf(world).checkAgain(runId, dryRun, undefined, NOW);
  return [...world.findings.values()].map(({ why, done }) => `${why}: ${done}`);
}

describe('a reconciliation', () => {
  it('does nothing if every commitment has a running execution', async () => {
    const world = new LifecycleHarness();
    for (const number of [1, 2, 3]) world.addHealthy(number);
    expect(await checkAll(world)).toBe(3);
    expect(await checkAgain(world)).toEqual([]);
    expect([world.started, world.renewed]).toEqual([[], []]);
  });

  it.each(['FAILED', 'TIMED_OUT', 'ABORTED'] as const)('starts the next execution after one %s', async (how) => {
    const world = new LifecycleHarness();
    const { commitmentId } = world.addHealthy(1);
    world.addHealthy(2);
    world.end(commitmentId, 1, how);
    await checkAll(world);
    expect(await checkAgain(world)).toEqual(['executionLost: revived']);
    const move = { moveId: expect.stringMatching(/^[0-9a-f]{20}$/), commitmentId, to: 'stay', version: 3 };
    expect(world.started).toEqual([{ name: `${commitmentId}-g2`, move }]);
  });

  it('starts an execution for a commitment that never had one', async () => {
    const world = new LifecycleHarness();
    world.addHealthy(1);
    world.executions.clear();
    await checkAll(world);
    expect(await checkAgain(world)).toEqual(['executionLost: revived']);
  });

  it('derives the move id of a start from run and commitment', async () => {
    const moveIds = new Set<string>();
    for (const runId of ['one', 'two']) {
      const world = new LifecycleHarness();
      for (const number of [1, 2]) world.end(world.addHealthy(number).commitmentId, 1);
      await checkAll(world, runId);
      await checkAgain(world, { runId });
      for (const { move } of world.started) moveIds.add(move.moveId);
    }
    expect(moveIds.size).toBe(4);
  });

  it('starts nothing in a dry run', async () => {
    const world = new LifecycleHarness();
    world.end(world.addHealthy(1).commitmentId, 1);
    await checkAll(world);
    expect(await checkAgain(world, { dryRun: true })).toEqual(['executionLost: dryRun']);
    expect(world.started).toEqual([]);
  });

  it.each`
    meanwhile                              | change
    ${'the commitment was closed'}         | ${{ isOpen: false }}
    ${'another generation has taken over'} | ${{ generation: 2 }}
  `('drops a finding if meanwhile $meanwhile', async ({ change }) => {
    const world = new LifecycleHarness();
    const commitment = world.addHealthy(1);
    world.end(commitment.commitmentId, 1);
    await checkAll(world);
    world.commitments.set(commitment.commitmentId, { ...commitment, ...change });
    expect(await checkAgain(world)).toEqual(['executionLost: passed']);
    expect(world.started).toEqual([]);
  });

  it('repeats a lost raise after its latest execution', async () => {
    const world = new LifecycleHarness();
    world.end(RAISE.commitmentId, 1, 'FAILED', RAISE);
    world.end(RAISE.commitmentId, 2, 'ABORTED', RAISE);
    await checkAll(world);
    expect(await checkAgain(world)).toEqual(['raiseLost: raisedAgain']);
    expect(world.started).toEqual([{ name: `${RAISE.commitmentId}-g3`, move: RAISE }]);
  });

  it('renews an execution that is 300 days old by its token', async () => {
    const world = new LifecycleHarness();
    const { task } = world.addHealthy(1, new Date(NOW.getTime() - 300 * DAY_MS));
    world.addHealthy(2, new Date(NOW.getTime() - 299 * DAY_MS));
    await checkAll(world);
    expect(await checkAgain(world)).toEqual(['executionAged: renewed']);
    expect(world.renewed).toEqual([task]);
  });

  it('reports an unreadable item and continues with the others', async () => {
    const world = new LifecycleHarness();
    world.commitments.set(idOf(1), 'unreadable');
    world.end(world.addHealthy(2).commitmentId, 1);
    await checkAll(world);
    expect(await checkAgain(world)).toEqual(['itemUnreadable: reported', 'executionLost: revived']);
  });

  it.each(['executionLost', 'raiseLost'])('leaves a finding %s unresolved if the start fails', async (why) => {
    const world = new LifecycleHarness();
    if (why === 'raiseLost') world.end(RAISE.commitmentId, 1, 'FAILED', RAISE);
    else world.end(world.addHealthy(1).commitmentId, 1);
    await checkAll(world);
    const start = async () => {
      throw new Error('Rate exceeded');
    };
    const throttled = new Reconciler({ commitments: world, executions: world, workflow: { start }, findings: world });
    await expect(throttled.checkAgain('run', false, undefined, NOW)).rejects.toThrow('Rate exceeded');
    expect([...world.findings.values()].map((finding) => [finding.why, finding.done])).toEqual([[why, undefined]]);
  });

  it('does not repeat a remedy when a page is retried', async () => {
    const world = new LifecycleHarness();
    const commitment = world.addHealthy(1);
    world.end(commitment.commitmentId, 1);
    await checkAll(world);
    await checkAgain(world);
    world.commitments.set(commitment.commitmentId, { ...commitment, generation: 2 });
    expect(await checkAgain(world)).toEqual(['executionLost: revived']);
    expect(world.started).toHaveLength(1);
  });
});
