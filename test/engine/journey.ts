import type { MoveInput, RaiseInput } from '../../functions/commitments/moves/moves.ts';
import type { Stage } from '../../functions/commitments/stages.ts';
import type { Forum } from '../../functions/forums/forums.ts';
import type { Actor } from '../../functions/people/actors.ts';
import { PALOPO, PALOPO_FORUM } from '../builders/role-holders.ts';
import type { Client, ClientAnswer } from '../harness/client.ts';
import type { TableHarness } from '../harness/table-harness.ts';

type Without<Input, Field extends string> = Input extends unknown ? Omit<Input, Field> : never;

/** A move without its version. */
export type Step = Without<MoveInput, 'version'>;

export const RAISE: RaiseInput = {
  statement: { id: 'Menambah loket pendaftaran agar antrean pasien JKN berkurang' },
  category: 'antrean',
  basis: 'stated',
};

export const ASSIGN = {
  move: 'assign',
  ownerOffice: PALOPO.owner.office,
  verifierOffice: PALOPO.verifier.office,
  due: { workingDays: 60 },
  criterion: { evidence: { id: 'foto loket dan rekapitulasi antrean' } },
} as const satisfies Step;

export const SUBMIT = {
  move: 'submit',
  evidence: [{ letter: { number: '440/217/Dinkes', date: '2026-02-15' } }],
} as const;

/** The moves after the raise: actor, move, and stage after it. */
export const LINE: readonly (readonly [Actor, Step, Stage])[] = [
  [PALOPO.branch, ASSIGN, 'assigned'],
  [PALOPO.owner, { move: 'start' }, 'inProgress'],
  [PALOPO.owner, { ...SUBMIT, evidence: [...SUBMIT.evidence] }, 'inProgress'],
  [PALOPO.verifier, { move: 'verify', finding: 'fulfilled' }, 'verified'],
  [PALOPO.sekda, { move: 'close', resolution: 'fulfilled' }, 'closed'],
];

/** One commitment of a harness, moved along the line. */
export class Journey {
  readonly harness: TableHarness;
  readonly id: string;
  constructor(harness: TableHarness, id: string) {
    this.harness = harness;
    this.id = id;
  }

  get version(): number {
    return this.harness.stored(this.id)?.commitment.version ?? 0;
  }

  get stage(): Stage | undefined {
    return this.harness.stored(this.id)?.commitment.stage;
  }

  /** Makes a move on the present version, and waits for the answer. */
  async move(
    by: Actor,
    step: Step,
    { client = this.harness.client(), key = `version ${this.version}` } = {},
  ): Promise<ClientAnswer> {
    return await this.harness.clock.until(client.move(this.id, { ...step, version: this.version }, by, key));
  }
}

/** A new commitment, moved along the line to a stage; `submitted` is in progress with its submission. */
export async function journeyTo(
  harness: TableHarness,
  stage: Stage | 'submitted',
  forum: Forum = PALOPO_FORUM,
): Promise<Journey> {
  const answer = await harness.clock.until(harness.client().raise(forum, RAISE, PALOPO.branch, `raise ${stage}`));
  const journey = new Journey(harness, answer.commitmentId);
  for (const [by, step] of LINE) {
    if (journey.stage === stage) break;
    const { status } = await journey.move(by, step);
    if (status !== 200) throw new Error(`${step.move} was answered ${status}`);
    if (stage === 'submitted' && step.move === 'submit') break;
  }
  return journey;
}

/** Starts a raise, without advancing the clock. */
export function raising(harness: TableHarness, key: string, client: Client = harness.client()): Promise<ClientAnswer> {
  return client.raise(PALOPO_FORUM, RAISE, PALOPO.branch, key);
}
