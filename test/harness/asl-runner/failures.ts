import type { Catcher, Retrier } from './definition.ts';

/** The failure of a state. Retry and Catch match `error`. */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
  readonly error: string;
  readonly cause: string;
  constructor(error: string, cause = '') {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
  }
}

// https://states-language.net: States.ALL does not catch these two; States.TaskFailed catches all but a timeout.
const NOT_CAUGHT_BY_ALL = new Set(['States.DataLimitExceeded', 'States.Runtime']);

/** Whether a catcher or retrier names the failure. */
export function isNamed(failure: StateFailure, { ErrorEquals }: Pick<Catcher | Retrier, 'ErrorEquals'>): boolean {
  return ErrorEquals.some(
    (name) =>
      name === failure.error ||
      (name === 'States.ALL' && !NOT_CAUGHT_BY_ALL.has(failure.error)) ||
      (name === 'States.TaskFailed' && failure.error !== 'States.Timeout' && !NOT_CAUGHT_BY_ALL.has(failure.error)),
  );
}

/** The delay before the next attempt, in seconds. @param retries earlier uses of this retrier */
export function delayOf(retrier: Retrier, retries: number, random: () => number): number {
  const grown = retrier.IntervalSeconds * retrier.BackoffRate ** retries;
  const delay = Math.min(grown, retrier.MaxDelaySeconds ?? grown);
  return retrier.JitterStrategy === 'FULL' ? random() * delay : delay;
}
