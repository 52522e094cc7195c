import {
  ExecutionAlreadyExists,
  SendTaskFailureCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { expect } from 'vitest';
import * as z from 'zod';
import type { StoredCommitment } from '../../functions/commitments/commitment-items.store.ts';
import { TableCommitmentStore } from '../../functions/commitments/commitments.store.ts';
import type { Actor } from '../../functions/people/actors.ts';
import { Table } from '../../functions/platform/table.ts';
import { NotFoundError } from '../../functions/platform/values/errors.ts';
import { derivedId, idInRegion } from '../../functions/platform/values/ids.ts';
import { NATION } from '../../functions/regions/scope.ts';
import { openForum, today } from '../builders/commitments.ts';
import { PALOPO } from '../builders/role-holders.ts';
import {
  type CallMishaps,
  type Intervention,
  type Mishap,
  type RequestBatch,
  requestFor,
  type Scenario,
} from '../builders/scenarios.ts';
import { CONFLICT, type FaultProxy, type ProxyFault, THROTTLED } from '../harness/fault-proxy.ts';
import type { ApiAnswer, ApiRequest } from '../harness/in-process.ts';
import type { RequestAnswers } from '../oracles/answer-oracle.ts';
import { dynamodb, sfn } from './aws.ts';
import { executionArn } from './executions.ts';
import { RAISE, type Step } from './journey.ts';
import { run } from './runs.ts';
import { stacks } from './under-test.ts';

interface Request {
  readonly by: Actor;
  readonly step: Step;
  readonly version: number;
  readonly key: string;
}

const problem = z.object({ code: z.string() });

/**
 * Runs a scenario on the engine: the API function of this process behind a proxy, the deployed workflow and reconciler.
 * It can neither cause faults of the workflow's own calls nor advance the time.
 */
export class EngineScenarioRun {
  readonly asked = new Map<string, RequestAnswers>();
  readonly #commitments = new TableCommitmentStore(new Table(dynamodb, stacks().TableName));
  readonly #proxy: FaultProxy;
  readonly #ask: (request: ApiRequest) => Promise<ApiAnswer>;
  #id = '';
  #requests: Request[] = [];

  constructor(proxy: FaultProxy, ask: (request: ApiRequest) => Promise<ApiAnswer>) {
    this.#proxy = proxy;
    this.#ask = ask;
  }

  /** The stored commitment with all its events. */
  async record() {
    return await this.#commitments.getWithEvents(this.#id, NATION);
  }

  /** Runs a scenario until nothing is in progress. */
  async all({ raise, rounds }: Scenario): Promise<void> {
    const { forumId, region } = await openForum(undefined, { date: today() });
    const key = `raise in ${forumId}`;
    this.#id = idInRegion(region, derivedId(`${PALOPO.branch.userId}\n${key}`));
    const path = `/forums/${forumId}/commitments`;
    const post = () => this.#post({ by: PALOPO.branch, method: 'POST', path, body: RAISE, key });
    this.#meet(raise.meets);
    await post();
    this.#meet([]);
    if ((await this.#held()) === undefined) await post();
    for (const round of rounds) await this.#round(round);
    await run('reconciliation', { dryRun: false });
    const found = async () => (await run('reconciliation', { dryRun: true })).about(this.#id);
    await expect.poll(found, { timeout: 30_000 }).toEqual([]);
  }

  async move(step: Step, by: Actor): Promise<ApiAnswer> {
    const { version } = (await this.record()).commitment;
    return await this.#move({ by, step, version, key: `${this.#id} ${version} last` });
  }

  async #round({ acts, after }: RequestBatch): Promise<void> {
    const { commitment } = await this.record();
    // One plan for all requests of the batch: which request has which fault is random.
    this.#meet(acts.flatMap(({ meets }) => meets));
    await Promise.all(
      acts.map((act, index) => {
        const repeated = act.isRepeat ? this.#requests.at(-1) : undefined;
        const key = `${this.#id} ${commitment.version}-${this.#requests.length}-${index}`;
        const request = repeated ?? { ...requestFor(commitment, act, PALOPO), version: commitment.version, key };
        this.#requests.push(request);
        return this.#move(request);
      }),
    );
    this.#meet([]);
    await this.#turn(after);
  }

  async #move({ by, step, version, key }: Request): Promise<ApiAnswer> {
    return await this.#post({
      by,
      method: 'POST',
      path: `/commitments/${this.#id}/moves`,
      body: { ...step, version },
      key,
    });
  }

  async #post(request: ApiRequest & { readonly key: string }): Promise<ApiAnswer> {
    const answer = await this.#ask(request);
    const { status, text } = answer;
    const moveId = derivedId(`${request.by.userId}\n${request.key}`);
    const asked = this.asked.get(moveId) ?? { moveId, told: [] };
    const shown: unknown = JSON.parse(text);
    const said = status >= 400 ? { code: problem.parse(shown).code } : { shown };
    // An unexpected error is a bug of the program or of the test.
    expect(status, text).not.toBe(500);
    asked.told.push({ status, moveId, commitmentId: this.#id, ...said });
    this.asked.set(moveId, asked);
    return answer;
  }

  async #held(): Promise<StoredCommitment | undefined> {
    return await this.#commitments.get(this.#id, NATION).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
  }

  #meet(meets: CallMishaps): void {
    let calls = 0;
    this.#proxy.meet(({ action }) => {
      calls += 1;
      const met = meets.find(({ call }) => call === calls);
      return met === undefined ? undefined : onTheWay(met.mishap, action);
    });
  }

  async #turn(after: Intervention): Promise<void> {
    const { executionState, commitment } = await this.record();
    switch (after) {
      case 'takeOver':
        await this.#takeOver(executionState.generation + 1);
        return;
      case 'renew':
        await this.#renew(executionState.task);
        return;
      case 'stop':
        if (commitment.stage === 'closed') return;
        // Reconcile at once: the engine accepts tokens of a stopped execution (infra/local/engine-gaps.ts).
        await this.#stop(executionState.generation);
        await run('reconciliation', { dryRun: false });
        return;
      case 'reconcile':
        await run('reconciliation', { dryRun: false });
        return;
      default:
        return;
    }
  }

  /** Stops the execution, unless it has just ended by itself. */
  async #stop(generation: number): Promise<void> {
    try {
      await sfn.send(new StopExecutionCommand({ executionArn: executionArn(this.#id, generation) }));
    } catch (error) {
      if (!(error instanceof ValidationException)) throw error;
    }
  }

  async #takeOver(generation: number): Promise<void> {
    const input = { moveId: `take over ${generation}`, commitmentId: this.#id, to: 'stay', version: 1, generation };
    const name = `${this.#id}-g${generation}`;
    const stateMachineArn = stacks().LifecycleArn;
    await unless(ExecutionAlreadyExists, () =>
      sfn.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) })),
    );
  }

  async #renew(taskToken: string | undefined): Promise<void> {
    if (taskToken === undefined) return;
    await unless(TaskDoesNotExist, () => sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Renewed' })));
  }
}

/** Makes a call and ignores the error `late`. */
async function unless(late: new (...args: never) => Error, call: () => Promise<unknown>): Promise<void> {
  await call().catch((error: unknown) => {
    if (!(error instanceof late)) throw error;
  });
}

/** A mishap as a fault of the network. The process cannot be killed here: process-kill.test.ts does. */
function onTheWay(mishap: Mishap, action: string): ProxyFault | undefined {
  switch (mishap) {
    case 'neverArrives':
    case 'killedBefore':
      return { what: 'breakBefore' };
    case 'answerLost':
    case 'repeated':
    case 'killedAfter':
      return { what: 'breakAfter' };
    case 'throttled':
      return THROTTLED;
    case 'conflict':
      return action === 'TransactWriteItems' ? CONFLICT : THROTTLED;
    case 'slow':
      return undefined;
  }
}
