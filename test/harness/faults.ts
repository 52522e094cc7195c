import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { SFNClient } from '@aws-sdk/client-sfn';

/** One call of an AWS API: whose, which, and the how-manieth that was made through these faults, from 1. */
export interface Call {
  readonly service: 'dynamodb' | 'states' | 'ses' | 's3';
  readonly action: string;
  readonly input: unknown;
  readonly number: number;
}

/** What happens instead of sending and hearing the answer. */
export type Fault = <Answer>(send: () => Promise<Answer>) => Promise<Answer>;

/** Which call meets which fault; undefined: it goes through. */
export type Plan = (call: Call) => Fault | undefined;

/** The faults of one client, or of one workflow: every call is made through `around`. */
export class Faults {
  /** Every call that was made, also those that a fault kept from being sent. */
  readonly calls: Call[] = [];
  plan: Plan = () => undefined;

  async around<Answer>(call: Omit<Call, 'number'>, send: () => Promise<Answer>): Promise<Answer> {
    const numbered = { ...call, number: this.calls.length + 1 };
    this.calls.push(numbered);
    const fault = this.plan(numbered);
    return fault === undefined ? await send() : await fault(send);
  }
}

/** A process was killed. Nothing catches it: whoever is dead answers nobody. */
export class KilledError extends Error {
  override readonly name = 'KilledError';
}

/** The request never arrives. */
export function failBeforeSending(error: Error): Fault {
  return async () => {
    throw error;
  };
}

/** The request is carried out, and nobody hears of it. */
export function loseAnswer(error: Error = connectionLost()): Fault {
  return async (send) => {
    await send();
    throw error;
  };
}

/** The request is carried out, its answer is lost, and the SDK sends it again, as it does when a connection breaks. */
export const sendTwice: Fault = async (send) => {
  await send();
  return await send();
};

/** The request takes its time, there and back. */
export function delay(pause: (milliseconds: number) => Promise<unknown>, there: number, back = 0): Fault {
  return async (send) => {
    await pause(there);
    const answer = await send();
    await pause(back);
    return answer;
  };
}

/** A plan for the calls of some actions: the first `times` of them meet the fault; for ever if no number is given. */
export function on(actions: string, fault: Fault, times = Number.POSITIVE_INFINITY): Plan {
  const met = new Set(actions.split(' '));
  let left = times;
  return ({ action }) => {
    if (!met.has(action) || left === 0) return undefined;
    left -= 1;
    return fault;
  };
}

/** A plan by which the caller is killed at its k-th call, before it is sent or after it is carried out, and stays dead. */
export function killAt(k: number, when: 'before' | 'after'): Plan {
  const killed = new KilledError(`killed ${when} call ${k}`);
  return ({ number }) => {
    if (number < k) return undefined;
    return number === k && when === 'after' ? loseAnswer(killed) : failBeforeSending(killed);
  };
}

/** An error as the SDK throws it, by its name. */
export function awsError(name: string, message = 'as the test wanted'): Error {
  return Object.assign(new Error(message), { name, $metadata: {} });
}

/** DynamoDB has no capacity left, or Step Functions no tokens in its bucket. */
export const throttled = () => awsError('ThrottlingException', 'Rate exceeded');

/** Two transactions meet on one item, and DynamoDB lets neither through. */
export const conflict = () =>
  new TransactionCanceledException({
    message:
      'Transaction cancelled, please refer cancellation reasons for specific reasons [TransactionConflict, None]',
    CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    $metadata: {},
  });

/** The connection breaks. */
export const connectionLost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

/** The role lacks a permission. */
export const denied = () => awsError('AccessDeniedException', 'User is not authorized to perform this action');

const inFront = { step: 'initialize', name: 'meetFaults', override: true, priority: 'high' } as const;

/** Lets the calls of a client of the SDK meet faults: each counts once, however often the SDK sends it. */
export function dynamodbWithFaults(faults: Faults, client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(meeting('dynamodb', faults), inFront);
  return client;
}

/** The same for Step Functions. */
export function stepFunctionsWithFaults(faults: Faults, client: SFNClient): SFNClient {
  client.middlewareStack.add(meeting('states', faults), inFront);
  return client;
}

function meeting(service: Call['service'], faults: Faults) {
  return <Sent extends { input: unknown }, Answer>(
    next: (sent: Sent) => Promise<Answer>,
    { commandName = '' }: { commandName?: string },
  ) =>
    (sent: Sent) =>
      faults.around({ service, action: commandName.replace(/Command$/, ''), input: sent.input }, () => next(sent));
}
