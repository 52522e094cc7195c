import { StateFailure } from './failures.ts';

/** Why a token was not taken: of no task; of a task that is over; no token at all (the names of the API's errors). */
export type TokenRefusal = 'TaskDoesNotExist' | 'TaskTimedOut' | 'InvalidToken';

/** A task that waits to be told its result. */
export interface WaitingTask {
  readonly token: string;
  /** What it was told; fails with what was sent as a failure. */
  readonly answer: Promise<unknown>;
}

/** The tokens of all tasks, as SendTaskSuccess and SendTaskFailure see them. */
export class TaskTokens {
  readonly #open = new Map<
    string,
    { readonly succeed: (output: unknown) => void; readonly fail: (failure: StateFailure) => void }
  >();
  #issued = 0;

  /** Issues a token for a task that begins to wait. */
  issue(execution: string): WaitingTask {
    this.#issued += 1;
    const token = `task-${this.#issued}-${execution}`;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    // Whoever waits hears of it; if the task is over, nobody does.
    promise.catch(() => undefined);
    this.#open.set(token, { succeed: resolve, fail: reject });
    return { token, answer: promise };
  }

  /** The task is over, whatever ended it. */
  close(token: string): void {
    this.#open.delete(token);
  }

  /** The execution is over, and with it whatever waits in it. */
  closeAllOf(execution: string): void {
    for (const token of this.#open.keys()) if (token.endsWith(`-${execution}`)) this.close(token);
  }

  /** Hands a task its result. @returns why not, if it was not taken */
  succeed(token: string, output: string): TokenRefusal | undefined {
    const task = this.#open.get(token);
    if (task === undefined) return this.#refusal(token);
    task.succeed(JSON.parse(output));
    this.close(token);
    return undefined;
  }

  /** Lets a task fail. @returns why not, if it was not taken */
  fail(token: string, error: string, cause: string): TokenRefusal | undefined {
    const task = this.#open.get(token);
    if (task === undefined) return this.#refusal(token);
    task.fail(new StateFailure(error, cause));
    this.close(token);
    return undefined;
  }

  #refusal(token: string): TokenRefusal {
    const [, number] = /^task-(\d+)-/.exec(token) ?? [];
    if (number === undefined) return 'InvalidToken';
    return Number(number) <= this.#issued ? 'TaskTimedOut' : 'TaskDoesNotExist';
  }
}
