import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/** One call of an AWS API, numbered from 1 among the calls through the same `Faults`. */
export interface Call {
  readonly service: 'dynamodb' | 'states' | 'ses' | 's3' | 'cognito';
  readonly action: string;
  readonly input: unknown;
  readonly number: number;
}

/** Replaces sending a request and receiving its answer. */
export type Fault = <Answer>(send: () => Promise<Answer>) => Promise<Answer>;

/** The fault of a call; undefined: none. */
export type Plan = (call: Call) => Fault | undefined;

/** The faults of one client or workflow, which makes every call through `around`. */
export class Faults {
  /** All calls, including those that a fault kept from being sent. */
  readonly calls: Call[] = [];
  plan: Plan = () => undefined;

  async around<Answer>(call: Omit<Call, 'number'>, send: () => Promise<Answer>): Promise<Answer> {
    const numbered = { ...call, number: this.calls.length + 1 };
    this.calls.push(numbered);
    const fault = this.plan(numbered);
    return fault === undefined ? await send() : await fault(send);
  }
}

/** A process was killed. Product code must not catch it. */
export class KilledError extends Error {
  override readonly name = 'KilledError';
}

/** The request never arrives. */
export function failBeforeSending(error: Error): Fault {
  return async () => {
    throw error;
  };
}

/** The request is executed and its answer is lost. */
export function loseAnswer(error: Error = connectionLost()): Fault {
  return async (send) => {
    await send();
    throw error;
  };
}

/** The request is executed, its answer is lost, and the SDK sends it again, as after a broken connection. */
export const sendTwice: Fault = async (send) => {
  await send();
  return await send();
};

/** Delays, in milliseconds, before and after the request. */
export function delay(pause: (milliseconds: number) => Promise<unknown>, there: number, back = 0): Fault {
  return async (send) => {
    await pause(there);
    const answer = await send();
    await pause(back);
    return answer;
  };
}

/** A plan by which the first `times` calls of the actions (separated by spaces) have the fault; by default all calls. */
export function on(actions: string, fault: Fault, times = Number.POSITIVE_INFINITY): Plan {
  const met = new Set(actions.split(' '));
  let left = times;
  return ({ action }) => {
    if (!met.has(action) || left === 0) return undefined;
    left -= 1;
    return fault;
  };
}

/** A plan by which the caller is killed at its k-th call, before sending or after execution. All later calls fail, too. */
export function killAt(k: number, when: 'before' | 'after'): Plan {
  const killed = new KilledError(`killed ${when} call ${k}`);
  return ({ number }) => {
    if (number < k) return undefined;
    return number === k && when === 'after' ? loseAnswer(killed) : failBeforeSending(killed);
  };
}

/** An error of the SDK, by its name. */
export function awsError(name: string, message = 'as the test wanted'): Error {
  return Object.assign(new Error(message), { name, $metadata: {} });
}

export const throttled = () => awsError('ThrottlingException', 'Rate exceeded');

export const conflict = () =>
  new TransactionCanceledException({
    message:
      'Transaction cancelled, please refer cancellation reasons for specific reasons [TransactionConflict, None]',
    CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    $metadata: {},
  });

export const connectionLost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

export const denied = (action = 'perform this action') =>
  awsError('AccessDeniedException', `User is not authorized to ${action}`);
