import { expect, vi } from 'vitest';

/** Polls until `look` returns the expected value, for at most 30 s. Works in concurrent tests, unlike expect.poll. */
export async function until<Seen>(look: () => Promise<Seen>, wanted: Seen): Promise<void> {
  await vi.waitFor(async () => expect(await look()).toBe(wanted), { timeout: 30_000, interval: 50 });
}
