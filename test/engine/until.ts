import { expect, vi } from 'vitest';

/** Waits until a look gives what is wanted, for half a minute at most. Also for tests that run side by side. */
export async function until<Seen>(look: () => Promise<Seen>, wanted: Seen): Promise<void> {
  await vi.waitFor(async () => expect(await look()).toBe(wanted), { timeout: 30_000, interval: 50 });
}
