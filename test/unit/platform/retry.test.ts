import { describe, expect, it } from 'vitest';
import { ConcurrentChangeError, type RetryPolicy, retry } from '../../../functions/platform/retry.ts';
import { NotReachedError } from '../../../functions/platform/values/errors.ts';

/** Runs a call that fails with these errors and then succeeds; returns outcome, attempts and pauses. */
async function outcomeOf(policy: RetryPolicy, ...errors: Error[]) {
  const pauses: number[] = [];
  const attempts: number[] = [];
  const call = async (attempt: number) => {
    attempts.push(attempt);
    const error = errors[attempt - 1];
    if (error !== undefined) throw error;
    return 'done';
  };
  const backoff = async (failed: number) => pauses.push(failed);
  const outcome = await retry({ backoff, ...policy }, call).catch((error: unknown) => error);
  return { outcome, attempts, pauses };
}

const CHANGED = new ConcurrentChangeError('changed');

describe('retry', () => {
  it('calls once if the call succeeds', async () => {
    expect(await outcomeOf({ attempts: 3 })).toEqual({ outcome: 'done', attempts: [1], pauses: [] });
  });

  it('retries after a concurrent change, with a pause after each failure', async () => {
    const expected = { outcome: 'done', attempts: [1, 2, 3], pauses: [1, 2] };
    expect(await outcomeOf({ attempts: 3 }, CHANGED, CHANGED)).toEqual(expected);
  });

  it('throws the error of the last attempt, without a pause after it', async () => {
    const last = new ConcurrentChangeError('still changing');
    expect(await outcomeOf({ attempts: 2 }, CHANGED, last)).toEqual({ outcome: last, attempts: [1, 2], pauses: [1] });
  });

  it('throws any other error immediately', async () => {
    const other = new NotReachedError('gone');
    expect(await outcomeOf({ attempts: 3 }, other)).toEqual({ outcome: other, attempts: [1], pauses: [] });
  });

  it('retries only the errors that its policy selects', async () => {
    const isRetried = (error: unknown) => error instanceof RangeError;
    const range = new RangeError();
    const expected = { outcome: CHANGED, attempts: [1, 2], pauses: [1] };
    expect(await outcomeOf({ attempts: 3, isRetried }, range, CHANGED)).toEqual(expected);
  });
});
