import { setTimeout as sleep } from 'node:timers/promises';
import { NotReachedError } from './values/errors.ts';

/** Somebody else changed it between the read and the write. Callers and workflows know it by the name of NotReachedError. */
export class ConcurrentChangeError extends NotReachedError {}

/** Waits before the next attempt, given how many have failed. */
export type Backoff = (failed: number) => Promise<unknown>;

export interface RetryPolicy {
  /** How often it is attempted in all. */
  readonly attempts: number;
  /** Errors after which it is attempted again; a change by somebody else unless given. */
  readonly isRetried?: (error: unknown) => boolean;
  /** None unless given: the next attempt reads anew, which takes its time. */
  readonly backoff?: Backoff;
}

/** Calls until an attempt succeeds. @throws what the last attempt has thrown, or an error that is not retried */
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

/** Full jitter: a random time of up to 40 milliseconds, about a transaction, and of up to twice as much after each failure. */
export async function fullJitter(failed: number): Promise<void> {
  await sleep(Math.random() * 40 * 2 ** (failed - 1));
}

const isConcurrentChange = (error: unknown) => error instanceof ConcurrentChangeError;
