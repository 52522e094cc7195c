import * as z from 'zod';
import type { Actor } from '../../functions/domain/actors.ts';
import type { Commitment } from '../../functions/domain/commitments.ts';
import { PALOPO } from './cast.ts';
import type { Told } from './desk.ts';
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
  repeatUnheard,
  throttled,
} from './faults.ts';
import { RAISE, type Step } from './journey.ts';
import { seeded } from './random.ts';
import { type Mishap, type Round, requestFor, type Scenario } from './scenarios.ts';
import { ableToWrite } from './soundness.ts';
import { World } from './world.ts';

/** A request with everything that its caller was told, however often it was made. */
export interface Asked {
  readonly moveId: string;
  readonly told: Told[];
}

interface Request {
  readonly by: Actor;
  readonly step: Step;
  readonly version: number;
  readonly key: string;
}

const generationIn = z.object({ generation: z.int() });
const DAY_MS = 86_400_000;

/** Plays a scenario on a commitment, and then lets everything come to rest. */
export class Play {
  readonly world: World;
  readonly asked = new Map<string, Asked>();
  #id = '';
  #requests: Request[] = [];

  constructor({ seed, latency }: Scenario) {
    const random = seeded(seed);
    this.world = new World({ seed, ...(latency === 0 ? {} : { latency: () => Math.floor(random() * latency) }) });
  }

  get id(): string {
    return this.#id;
  }

  /** Plays it to the end. */
  async all(rounds: readonly Round[]): Promise<void> {
    const { clock } = this.world;
    const told = await clock.until(this.world.desk().raise(PALOPO.forum, RAISE, PALOPO.branch, 'raise'));
    this.#id = told.commitmentId;
    this.#note(told);
    for (const round of rounds) await this.#round(round);
    this.world.faults.plan = () => undefined;
    // Longer than Rejoin tries.
    await clock.advance(10 * 60_000);
    this.#revive();
    await clock.advance(60_000);
  }

  async #round({ acts, workflowMeets, after }: Round): Promise<void> {
    const { world } = this;
    const commitment = world.held(this.#id)?.commitment;
    if (commitment === undefined) throw new Error('the commitment is gone');
    const begun = world.faults.calls.length;
    const meets = plansOf(workflowMeets, world);
    world.faults.plan = (call) => meets({ ...call, number: call.number - begun });
    const told = acts.map((act, index) => {
      const repeated = act.isRepeat ? this.#requests.at(-1) : undefined;
      const request =
        repeated ?? this.#request(commitment, act, `${commitment.version}-${this.#requests.length}-${index}`);
      const faults = new Faults();
      faults.plan = plansOf(act.meets, world);
      const { by, step, version, key } = request;
      return world.desk(faults).move(this.#id, { ...step, version }, by, key);
    });
    for (const answer of await world.clock.until(Promise.all(told))) this.#note(answer);
    await this.#turn(after);
  }

  #request(commitment: Commitment, act: Round['acts'][number], key: string): Request {
    const request = { ...requestFor(commitment, act, PALOPO), version: commitment.version, key };
    this.#requests.push(request);
    return request;
  }

  #note(told: Told): void {
    const asked = this.asked.get(told.moveId) ?? { moveId: told.moveId, told: [] };
    asked.told.push(told);
    this.asked.set(told.moveId, asked);
  }

  async #turn(after: Round['after']): Promise<void> {
    const { world } = this;
    switch (after) {
      case 'nothing':
        return;
      case 'takeOver':
        this.#takeOver();
        return;
      case 'renew':
        world.runner.tokens.fail(world.held(this.#id)?.thread.task ?? '', 'Renewed', 'in time');
        return;
      case 'stop':
        for (const { name } of world.runner.executions) world.runner.stop(name);
        this.#takeOver();
        return;
      case 'aDay':
        await world.clock.advance(DAY_MS);
        return;
      case 'aYear':
        await world.clock.advance(366 * DAY_MS);
        return;
    }
  }

  #takeOver(): void {
    const { runner } = this.world;
    const taken = runner.executions.map(({ input }) => generationIn.parse(JSON.parse(input)).generation);
    const generation = Math.max(0, ...taken) + 1;
    const input = { moveId: 'take over', commitmentId: this.#id, to: 'stay', version: 1, generation };
    runner.start(`${this.#id}-g${generation}`, JSON.stringify(input));
  }

  /** In place of the reconciler: somebody listens again for an open commitment. A healthy one is left alone. */
  #revive(): void {
    const isOpen = this.world.held(this.#id)?.commitment.stage !== 'closed';
    if (isOpen && ableToWrite(this.world, this.#id).length === 0) this.#takeOver();
  }
}

function plansOf(meets: readonly { readonly call: number; readonly mishap: Mishap }[], world: World): Plan {
  const plans = meets.map(({ call, mishap }) => planOf(call, mishap, world));
  return (call) => plans.map((plan) => plan(call)).find((fault) => fault !== undefined);
}

function planOf(at: number, mishap: Mishap, world: World): Plan {
  if (mishap === 'killedBefore') return killAt(at, 'before');
  if (mishap === 'killedAfter') return killAt(at, 'after');
  return ({ number, action }) => (number === at ? faultOf(mishap, action, world) : undefined);
}

function faultOf(mishap: Exclude<Mishap, 'killedBefore' | 'killedAfter'>, action: string, world: World): Fault {
  switch (mishap) {
    case 'neverArrives':
      return failBeforeSending(connectionLost());
    case 'answerLost':
      return loseAnswer();
    case 'repeated':
      return repeatUnheard;
    case 'throttled':
      return failBeforeSending(throttled());
    case 'conflict':
      return failBeforeSending(action === 'TransactWriteItems' ? conflict() : throttled());
    case 'slow':
      return delay(world.clock.sleep, 700, 700);
  }
}
