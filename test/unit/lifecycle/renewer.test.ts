import { describe, expect, it } from 'vitest';
import { type RenewedPage, Renewer } from '../../../functions/lifecycle/renewer.service.ts';
import { idOf, LifecycleHarness } from '../../harness/lifecycle-harness.ts';

async function renewAll(world: LifecycleHarness, dryRun = false): Promise<readonly RenewedPage[]> {
  const renewer = new Renewer(world, world);
  const pages = [await renewer.renew(undefined, dryRun)];
  for (let cursor = pages[0]?.cursor; cursor !== undefined; cursor = pages.at(-1)?.cursor) {
    pages.push(await renewer.renew(cursor, dryRun));
  }
  return pages;
}

const sum = (pages: readonly RenewedPage[], of: 'looked' | 'waiting' | 'renewed') =>
  pages.reduce((total, page) => total + page[of], 0);

describe('a renewal', () => {
  it('reaches every open commitment, page after page', async () => {
    const world = new LifecycleHarness();
    const tokens = [1, 2, 3].map((number) => world.addHealthy(number).task);
    const pages = await renewAll(world);
    expect([sum(pages, 'looked'), sum(pages, 'waiting'), sum(pages, 'renewed')]).toEqual([3, 3, 3]);
    expect(world.renewed).toEqual(tokens);
  });

  it('reaches nobody in a dry run, and counts whom it would', async () => {
    const world = new LifecycleHarness();
    world.addHealthy(1);
    const pages = await renewAll(world, true);
    expect([sum(pages, 'waiting'), sum(pages, 'renewed'), world.renewed]).toEqual([1, 0, []]);
  });

  it('says whom it did not reach, and why', async () => {
    const world = new LifecycleHarness();
    const { commitmentId, ...carried } = world.addHealthy(1);
    world.commitments.set(commitmentId, { commitmentId, ...carried, task: undefined });
    world.commitments.set(idOf(2), 'unreadable');
    const pages = await renewAll(world);
    expect(pages.flatMap(({ missed }) => missed)).toEqual([
      { commitmentId, generation: 1, why: 'nobodyWaits' },
      { commitmentId: idOf(2), generation: 0, why: 'itemUnreadable' },
    ]);
  });

  it('follows a commitment that has just moved to its new token', async () => {
    const world = new LifecycleHarness();
    const carried = world.addHealthy(1);
    const stale = { list: async () => ({ items: [{ ...carried, task: 'spent' }] }) };
    const commitments = { ...stale, find: world.find.bind(world), existing: world.existing.bind(world) };
    expect(await new Renewer(commitments, world).renew(undefined, false)).toMatchObject({ renewed: 1, missed: [] });
    expect(world.renewed).toEqual([carried.task]);
  });
});
