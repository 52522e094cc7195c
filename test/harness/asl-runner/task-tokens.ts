import { StateFailure } from './failures.ts';

/** Why a token was refused: unknown task, ended task, or malformed token. These are the error names of the API. */
export type TokenRefusal = 'TaskDoesNotExist' | 'TaskTimedOut' | 'InvalidToken';

export interface WaitingTask {
  readonly token: string;
  /** The result; rejects with a StateFailure after SendTaskFailure. */
  readonly answer: Promise<unknown>;
}

/** The task tokens behind SendTaskSuccess and SendTaskFailure. */
export class TaskTokens {
  readonly #open = new Map<
    string,
    { readonly succeed: (output: unknown) => void; readonly fail: (failure: StateFailure) => void }
  >();
  #issued = 0;

  issue(execution: string): WaitingTask {
    this.#issued += 1;
    const token = `task-${this.#issued}-${execution}`;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    // If the task has ended, no handler is attached: not an unhandled rejection.
    promise.catch(() => undefined);
    this.#open.set(token, { succeed: resolve, fail: reject });
    return { token, answer: promise };
  }

  close(token: string): void {
    this.#open.delete(token);
  }

  closeAllOf(execution: string): void {
    for (const token of this.#open.keys()) if (token.endsWith(`-${execution}`)) this.close(token);
  }

  /** @returns the reason for a refusal */
  succeed(token: string, output: string): TokenRefusal | undefined {
    const task = this.#open.get(token);
    if (task === undefined) return this.#refusal(token);
    task.succeed(JSON.parse(output));
    this.close(token);
    return undefined;
  }

  /** @returns the reason for a refusal */
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
