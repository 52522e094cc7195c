import * as z from 'zod';
import type { Commitment } from '../../functions/commitments/commitment.ts';
import type { LifecycleFinding } from '../../functions/lifecycle/restart.ts';
import type { Actor } from '../../functions/people/actors.ts';
import { seeded } from '../builders/random.ts';
import { PALOPO } from '../builders/role-holders.ts';
import {
  type CallMishaps,
  type Intervention,
  type Mishap,
  type RequestBatch,
  requestFor,
  type Scenario,
} from '../builders/scenarios.ts';
import { RAISE, type Step } from '../engine/journey.ts';
import { reconcile } from '../engine/reconciling.ts';
import type { RequestAnswers } from '../oracles/answer-oracle.ts';
import type { Client, ClientAnswer } from './client.ts';
import {
  conflict,
  connectionLost,
  delay,
  type Fault,
  Faults,
  failBeforeSending,
  killAt,
  loseAnswer,
  type Plan,
  sendTwice,
  throttled,
} from './faults.ts';
import { TableHarness } from './table-harness.ts';

interface Request {
  readonly by: Actor;
  readonly step: Step;
  readonly version: number;
  readonly key: string;
}

const generationIn = z.object({ generation: z.int() });
const DAY_MS = 86_400_000;

/** Runs a scenario on a commitment until nothing is in progress. */
export class ScenarioRun {
  readonly harness: TableHarness;
  readonly asked = new Map<string, RequestAnswers>();
  /** Findings of all reconciliations. */
  readonly found: LifecycleFinding[] = [];
  #id = '';
  #requests: Request[] = [];
  #reconciliations = 0;

  constructor({ seed, latency }: Scenario) {
    const random = seeded(seed);
    this.harness = new TableHarness({
      seed,
      ...(latency === 0 ? {} : { latency: () => Math.floor(random() * latency) }),
    });
  }

  get id(): string {
    return this.#id;
  }

  async all({ raise, rounds }: Scenario): Promise<void> {
    const { clock } = this.harness;
    await this.#raise(raise);
    for (const round of rounds) await this.#round(round);
    this.harness.faults.plan = () => undefined;
    // Longer than the retries of Rejoin.
    await clock.advance(10 * 60_000);
    await this.reconcile();
    await clock.advance(60_000);
  }

  /** Reconciles and returns the findings; none if a fault ended the run. */
  async reconcile(meets: CallMishaps = []): Promise<readonly LifecycleFinding[]> {
    this.#reconciliations += 1;
    const faults = new Faults();
    faults.plan = plansOf(meets, this.harness);
    try {
      const found = await reconcile(this.harness, `reconciliation-${this.#reconciliations}`, faults);
      this.found.push(...found);
      return found;
    } catch (error) {
      // The run failed; the next one does the rest.
      if (meets.length > 0) return [];
      throw error;
    }
  }

  async #raise({ meets, workflowMeets }: Scenario['raise']): Promise<void> {
    const { harness } = this;
    const faults = new Faults();
    faults.plan = plansOf(meets, harness);
    harness.faults.plan = plansOf(workflowMeets, harness);
    const raise = (client: Client) => harness.clock.until(client.raise(PALOPO.forum, RAISE, PALOPO.branch, 'raise'));
    const told = await raise(harness.client(faults));
    this.#id = told.commitmentId;
    this.#note(told);
    if (harness.stored(this.#id) !== undefined) return;
    harness.faults.plan = () => undefined;
    await this.reconcile();
    // The caller got no answer and no execution was started: the caller repeats the request.
    if (harness.stored(this.#id) === undefined) this.#note(await raise(harness.client()));
  }

  async #round({ acts, workflowMeets, after, reconcilerMeets }: RequestBatch): Promise<void> {
    const { harness } = this;
    const commitment = harness.stored(this.#id)?.commitment;
    if (commitment === undefined) throw new Error('the commitment is gone');
    const begun = harness.faults.calls.length;
    const meets = plansOf(workflowMeets, harness);
    harness.faults.plan = (call) => meets({ ...call, number: call.number - begun });
    const told = acts.map((act, index) => {
      const repeated = act.isRepeat ? this.#requests.at(-1) : undefined;
      const request =
        repeated ?? this.#request(commitment, act, `${commitment.version}-${this.#requests.length}-${index}`);
      const faults = new Faults();
      faults.plan = plansOf(act.meets, harness);
      const { by, step, version, key } = request;
      return harness.client(faults).move(this.#id, { ...step, version }, by, key);
    });
    for (const answer of await harness.clock.until(Promise.all(told))) this.#note(answer);
    await this.#turn(after, reconcilerMeets);
  }

  #request(commitment: Commitment, act: RequestBatch['acts'][number], key: string): Request {
    const request = { ...requestFor(commitment, act, PALOPO), version: commitment.version, key };
    this.#requests.push(request);
    return request;
  }

  #note(told: ClientAnswer): void {
    const asked = this.asked.get(told.moveId) ?? { moveId: told.moveId, told: [] };
    asked.told.push(told);
    this.asked.set(told.moveId, asked);
  }

  async #turn(after: Intervention, reconcilerMeets: CallMishaps): Promise<void> {
    const { harness } = this;
    switch (after) {
      case 'nothing':
        return;
      case 'takeOver':
        this.#takeOver();
        return;
      case 'renew':
        harness.runner.tokens.fail(harness.stored(this.#id)?.executionState.task ?? '', 'Renewed', 'in time');
        return;
      case 'stop':
        for (const { name } of harness.runner.executions) harness.runner.stop(name);
        return;
      case 'reconcile':
        await this.reconcile(reconcilerMeets);
        return;
      case 'aDay':
        await harness.clock.advance(DAY_MS);
        return;
      case 'tenMonths':
        // Executions are renewed after 300 days.
        await harness.clock.advance(305 * DAY_MS);
        return;
      case 'aYear':
        await harness.clock.advance(366 * DAY_MS);
        return;
    }
  }

  #takeOver(): void {
    const { runner } = this.harness;
    const taken = runner.executions.map(({ input }) => generationIn.parse(JSON.parse(input)).generation);
    const generation = Math.max(0, ...taken) + 1;
    const input = { moveId: 'take over', commitmentId: this.#id, to: 'stay', version: 1, generation };
    runner.start(`${this.#id}-g${generation}`, JSON.stringify(input));
  }
}

function plansOf(meets: CallMishaps, harness: TableHarness): Plan {
  const plans = meets.map(({ call, mishap }) => planOf(call, mishap, harness));
  return (call) => plans.map((plan) => plan(call)).find((fault) => fault !== undefined);
}

function planOf(at: number, mishap: Mishap, harness: TableHarness): Plan {
  if (mishap === 'killedBefore') return killAt(at, 'before');
  if (mishap === 'killedAfter') return killAt(at, 'after');
  return ({ number, action }) => (number === at ? faultOf(mishap, action, harness) : undefined);
}

function faultOf(
  mishap: Exclude<Mishap, 'killedBefore' | 'killedAfter'>,
  action: string,
  harness: TableHarness,
): Fault {
  switch (mishap) {
    case 'neverArrives':
      return failBeforeSending(connectionLost());
    case 'answerLost':
      return loseAnswer();
    case 'repeated':
      return sendTwice;
    case 'throttled':
      return failBeforeSending(throttled());
    case 'conflict':
      return failBeforeSending(action === 'TransactWriteItems' ? conflict() : throttled());
    case 'slow':
      return delay(harness.clock.sleep, 700, 700);
  }
}
