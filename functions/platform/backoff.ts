import { setTimeout as sleep } from 'node:timers/promises';

/** The longest first pause, in milliseconds: a transaction takes about as long. */
const FIRST_MS = 40;

/** Waits before a further try: up to 40 milliseconds before the first, twice as long before each next, at random. */
export async function pause(tries: number): Promise<void> {
  await sleep(Math.random() * FIRST_MS * 2 ** (tries - 1));
}
