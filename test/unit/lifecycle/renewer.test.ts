import { describe, expect, it } from 'vitest';
import { type RenewalPage, Renewer } from '../../../functions/lifecycle/renewer.service.ts';
import { idOf, LifecycleHarness } from '../../harness/lifecycle-harness.ts';

async function renewAll(world: LifecycleHarness, dryRun = false): Promise<readonly RenewalPage[]> {
  const renewer = new Renewer(world, world);
  const pages = [await renewer.renew(undefined, dryRun)];
  for (let cursor = pages[0]?.cursor; cursor !== undefined; cursor = pages.at(-1)?.cursor) {
    pages.push(await renewer.renew(cursor, dryRun));
  }
  return pages;
}

const sum = (pages: readonly RenewalPage[], of: 'looked' | 'waiting' | 'renewed') =>
  pages.reduce((total, page) => total + page[of], 0);

describe('a renewal', () => {
  it('renews every open commitment on every page', async () => {
    const world = new LifecycleHarness();
    const tokens = [1, 2, 3].map((number) => world.addHealthy(number).task);
    const pages = await renewAll(world);
    expect([sum(pages, 'looked'), sum(pages, 'waiting'), sum(pages, 'renewed')]).toEqual([3, 3, 3]);
    expect(world.renewed).toEqual(tokens);
  });

  it('only counts in a dry run', async () => {
    const world = new LifecycleHarness();
    world.addHealthy(1);
    const pages = await renewAll(world, true);
    expect([sum(pages, 'waiting'), sum(pages, 'renewed'), world.renewed]).toEqual([1, 0, []]);
  });

  it('reports the commitments that it did not reach, with the reason', async () => {
    const world = new LifecycleHarness();
    const { commitmentId, ...commitment } = world.addHealthy(1);
    world.commitments.set(commitmentId, { commitmentId, ...commitment, task: undefined });
    world.commitments.set(idOf(2), 'unreadable');
    const pages = await renewAll(world);
    expect(pages.flatMap(({ missed }) => missed)).toEqual([
      { commitmentId, generation: 1, why: 'nobodyWaits' },
      { commitmentId: idOf(2), generation: 0, why: 'itemUnreadable' },
    ]);
  });

  it('uses the new token of a commitment that has just moved', async () => {
    const world = new LifecycleHarness();
    const commitment = world.addHealthy(1);
    const stale = { list: async () => ({ items: [{ ...commitment, task: 'spent' }] }) };
    const commitments = { ...stale, find: world.find.bind(world), existing: world.existing.bind(world) };
    expect(await new Renewer(commitments, world).renew(undefined, false)).toMatchObject({ renewed: 1, missed: [] });
    expect(world.renewed).toEqual([commitment.task]);
  });
});
