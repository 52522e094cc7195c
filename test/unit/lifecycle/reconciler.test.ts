import { describe, expect, it } from 'vitest';
import { type Position, Reconciler } from '../../../functions/lifecycle/reconciler.service.ts';
import type { WorkflowMove } from '../../../functions/lifecycle/workflow-moves.ts';
import { idOf, LifecycleHarness, NOW } from '../../harness/lifecycle-harness.ts';

const DAY_MS = 86_400_000;
const RAISE: WorkflowMove = { moveId: 'm', commitmentId: idOf(9), to: 'raised', version: 0, item: {}, event: {} };

function reconcilerOf(world: LifecycleHarness): Reconciler {
  return new Reconciler({ commitments: world, executions: world, workflow: world, findings: world });
}

/** The first look, page after page. */
async function look(world: LifecycleHarness, runId = 'run'): Promise<number> {
  let looked = 0;
  let at: Position | undefined;
  do {
    const page = await reconcilerOf(world).look(runId, at, NOW);
    looked += page.looked;
    at = page.next;
  } while (at !== undefined);
  return looked;
}

async function lookAgain(world: LifecycleHarness, { runId = 'run', dryRun = false } = {}) {
  await reconcilerOf(world).lookAgain(runId, dryRun, undefined, NOW);
  return [...world.findings.values()].map(({ why, done }) => `${why}: ${done}`);
}

describe('a reconciliation', () => {
  it('does nothing where all is well, however many there are', async () => {
    const world = new LifecycleHarness();
    for (const number of [1, 2, 3]) world.addHealthy(number);
    expect(await look(world)).toBe(3);
    expect(await lookAgain(world)).toEqual([]);
    expect([world.started, world.renewed]).toEqual([[], []]);
  });

  it.each(['FAILED', 'TIMED_OUT', 'ABORTED'] as const)('gives the next execution where one %s', async (how) => {
    const world = new LifecycleHarness();
    const { commitmentId } = world.addHealthy(1);
    world.addHealthy(2);
    world.end(commitmentId, 1, how);
    await look(world);
    expect(await lookAgain(world)).toEqual(['executionLost: revived']);
    const move = { moveId: expect.stringMatching(/^[0-9a-f]{20}$/), commitmentId, to: 'stay', version: 3 };
    expect(world.started).toEqual([{ name: `${commitmentId}-g2`, move }]);
  });

  it('gives it where there never was one, too', async () => {
    const world = new LifecycleHarness();
    world.addHealthy(1);
    world.executions.clear();
    await look(world);
    expect(await lookAgain(world)).toEqual(['executionLost: revived']);
  });

  it('names each start after the run and the commitment, so that an ended one is not taken for it', async () => {
    const moveIds = new Set<string>();
    for (const runId of ['one', 'two']) {
      const world = new LifecycleHarness();
      for (const number of [1, 2]) world.end(world.addHealthy(number).commitmentId, 1);
      await look(world, runId);
      await lookAgain(world, { runId });
      for (const { move } of world.started) moveIds.add(move.moveId);
    }
    expect(moveIds.size).toBe(4);
  });

  it('does not act in a dry run, and says so', async () => {
    const world = new LifecycleHarness();
    world.end(world.addHealthy(1).commitmentId, 1);
    await look(world);
    expect(await lookAgain(world, { dryRun: true })).toEqual(['executionLost: dryRun']);
    expect(world.started).toEqual([]);
  });

  it.each`
    meanwhile                              | change
    ${'it was closed'}                     | ${{ isOpen: false }}
    ${'another generation has taken over'} | ${{ generation: 2 }}
  `('leaves alone what it saw once, where $meanwhile', async ({ change }) => {
    const world = new LifecycleHarness();
    const carried = world.addHealthy(1);
    world.end(carried.commitmentId, 1);
    await look(world);
    world.commitments.set(carried.commitmentId, { ...carried, ...change });
    expect(await lookAgain(world)).toEqual(['executionLost: passed']);
    expect(world.started).toEqual([]);
  });

  it('raises again what was accepted and never written, from its latest execution', async () => {
    const world = new LifecycleHarness();
    world.end(RAISE.commitmentId, 1, 'FAILED', RAISE);
    world.end(RAISE.commitmentId, 2, 'ABORTED', RAISE);
    await look(world);
    expect(await lookAgain(world)).toEqual(['raiseLost: raisedAgain']);
    expect(world.started).toEqual([{ name: `${RAISE.commitmentId}-g3`, move: RAISE }]);
  });

  it('renews an execution of 300 days by its token', async () => {
    const world = new LifecycleHarness();
    const { task } = world.addHealthy(1, new Date(NOW.getTime() - 300 * DAY_MS));
    world.addHealthy(2, new Date(NOW.getTime() - 299 * DAY_MS));
    await look(world);
    expect(await lookAgain(world)).toEqual(['executionAged: renewed']);
    expect(world.renewed).toEqual([task]);
  });

  it('reports an item of a later form, and goes on with the others', async () => {
    const world = new LifecycleHarness();
    world.commitments.set(idOf(1), 'unreadable');
    world.end(world.addHealthy(2).commitmentId, 1);
    await look(world);
    expect(await lookAgain(world)).toEqual(['itemUnreadable: reported', 'executionLost: revived']);
  });

  it.each(['executionLost', 'raiseLost'])('notes nothing as done where the start of a %s fails', async (why) => {
    const world = new LifecycleHarness();
    if (why === 'raiseLost') world.end(RAISE.commitmentId, 1, 'FAILED', RAISE);
    else world.end(world.addHealthy(1).commitmentId, 1);
    await look(world);
    const start = async () => {
      throw new Error('Rate exceeded');
    };
    const throttled = new Reconciler({ commitments: world, executions: world, workflow: { start }, findings: world });
    await expect(throttled.lookAgain('run', false, undefined, NOW)).rejects.toThrow('Rate exceeded');
    expect([...world.findings.values()].map((finding) => [finding.why, finding.done])).toEqual([[why, undefined]]);
  });

  it('keeps what it has done when a page is repeated', async () => {
    const world = new LifecycleHarness();
    const carried = world.addHealthy(1);
    world.end(carried.commitmentId, 1);
    await look(world);
    await lookAgain(world);
    world.commitments.set(carried.commitmentId, { ...carried, generation: 2 });
    expect(await lookAgain(world)).toEqual(['executionLost: revived']);
    expect(world.started).toHaveLength(1);
  });
});
