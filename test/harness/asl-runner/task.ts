import { refusedInRequest } from '../../oracles/workflow-types.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { TaskState } from './definition.ts';
import { evaluate, type StatesVariable } from './expressions.ts';
import { StateFailure } from './failures.ts';
import type { TaskTokens } from './task-tokens.ts';

/** A call of a task. It throws StateFailure for errors that states may catch; any other error fails the test. */
export type Integration = (args: unknown) => Promise<unknown>;

export interface TaskEnvironment {
  readonly clock: VirtualClock;
  readonly tokens: TaskTokens;
  readonly integrations: Readonly<Record<string, Integration>>;
  readonly random: () => number;
}

const TOKEN = '.waitForTaskToken';

/** One attempt of a task: makes the call and, with `.waitForTaskToken`, waits for the answer to the token. */
export async function attemptTask(
  state: TaskState,
  { input, context }: { readonly input: unknown; readonly context: object },
  execution: string,
  around: TaskEnvironment,
): Promise<unknown> {
  const resource = state.Resource.replace(TOKEN, '');
  const integration = around.integrations[resource];
  if (integration === undefined) throw new Error(`no integration for ${resource}`);
  const waiting = state.Resource.endsWith(TOKEN) ? around.tokens.issue(execution) : undefined;
  const facts: StatesVariable = {
    input,
    context: waiting === undefined ? context : { ...context, Task: { Token: waiting.token } },
  };
  const timeout = timeoutOf(await evaluate(state.TimeoutSeconds, facts), around.clock);
  try {
    const args = await evaluate(state.Arguments, facts);
    checkAttributeTypes(resource, args);
    const call = integration(args);
    // The answer may arrive before the call returns.
    const result = waiting === undefined ? call : Promise.race([waiting.answer, call.then(() => waiting.answer)]);
    return await Promise.race([result, timeout.reached]);
  } finally {
    timeout.cancel();
    if (waiting !== undefined) around.tokens.close(waiting.token);
  }
}

/**
 * Parameters of SDK integrations are PascalCase, also inside attribute values (Nul, Bool, Ss): AWS refuses DynamoDB's own
 * spelling before it calls DynamoDB.
 * @throws StateFailure States.Runtime, which nothing catches
 */
function checkAttributeTypes(resource: string, args: unknown): void {
  if (!resource.includes(':aws-sdk:dynamodb:')) return;
  const refused = refusedInRequest(args);
  if (refused.length > 0)
    throw new StateFailure('States.Runtime', `no parameter of ${resource}: ${refused.join(', ')}`);
}

function timeoutOf(seconds: unknown, clock: VirtualClock) {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => undefined);
  if (seconds === undefined) return { reached: promise, cancel: () => undefined };
  const ring = () => reject(new StateFailure('States.Timeout', `no answer for ${seconds} seconds`));
  return { reached: promise, cancel: clock.after(Number(seconds) * 1000, ring) };
}
