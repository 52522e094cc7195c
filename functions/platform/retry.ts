import { setTimeout as sleep } from 'node:timers/promises';
import { NotReachedError } from './values/errors.ts';

/** A concurrent write changed the item between our read and write. API and workflows treat it as a NotReachedError. */
export class ConcurrentChangeError extends NotReachedError {}

/**
 * Waits before the next attempt.
 * @param failed number of failed attempts
 */
export type Backoff = (failed: number) => Promise<unknown>;

export interface RetryPolicy {
  /** Attempts in total. */
  readonly attempts: number;
  /** Errors that are retried; {@link ConcurrentChangeError} unless given. */
  readonly isRetried?: (error: unknown) => boolean;
  /** No wait unless given: the next attempt starts with a read. */
  readonly backoff?: Backoff;
}

/** Calls until an attempt succeeds. @throws the error of the last attempt, or an error that is not retried */
export async function retry<Result>(
  { attempts, isRetried = isConcurrentChange, backoff }: RetryPolicy,
  call: (attempt: number) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call(attempt);
    } catch (error) {
      if (attempt >= attempts || !isRetried(error)) throw error;
    }
    await backoff?.(attempt);
  }
}

/** Full jitter: up to 40 ms (about one transaction), doubled after each failure. */
export async function fullJitter(failed: number): Promise<void> {
  await sleep(Math.random() * 40 * 2 ** (failed - 1));
}

const isConcurrentChange = (error: unknown) => error instanceof ConcurrentChangeError;
