import * as fc from 'fast-check';
import type { Commitment } from '../../functions/commitments/commitment.ts';
import { MOVES, type MoveName, moveInput, possibleMoves } from '../../functions/commitments/moves/moves.ts';
import { judgesOf } from '../../functions/commitments/turns.ts';
import type { Actor } from '../../functions/people/actors.ts';
import { ASSIGN, type Step, SUBMIT } from '../engine/journey.ts';
import { moveBodies } from './move-bodies.ts';
import type { RoleHolders } from './role-holders.ts';

/** Faults of a call. */
export const MISHAPS = [
  'neverArrives',
  'answerLost',
  'repeated',
  'throttled',
  'conflict',
  'slow',
  'killedBefore',
  'killedAfter',
] as const;
export type Mishap = (typeof MISHAPS)[number];

/** The calls with a fault, by their number. */
export type CallMishaps = readonly { readonly call: number; readonly mishap: Mishap }[];

/** Interventions in the workflow between two batches of requests. */
export const INTERVENTIONS = [
  'nothing',
  'nothing',
  'nothing',
  'takeOver',
  'renew',
  'stop',
  'reconcile',
  'reconcile',
  'aDay',
  'tenMonths',
  'aYear',
] as const;
export type Intervention = (typeof INTERVENTIONS)[number];

/** One request. `pick` selects one of the moves that are possible when it is made. */
export interface RequestPlan {
  readonly pick: number;
  /** Index of an actor who may not make the move; undefined: the actor in charge. */
  readonly stranger: number | undefined;
  /** Repeats the previous request with the same key. */
  readonly isRepeat: boolean;
  readonly meets: CallMishaps;
}

/** Requests made at once, with the faults of the workflow's own calls, and the intervention after them. */
export interface RequestBatch {
  readonly acts: readonly RequestPlan[];
  readonly workflowMeets: CallMishaps;
  readonly after: Intervention;
  /** Faults of the reconciler's calls, if it runs after them. */
  readonly reconcilerMeets: CallMishaps;
}

/** Everything that happens to one commitment. */
export interface Scenario {
  readonly seed: number;
  /** The longest duration of a call, in milliseconds. */
  readonly latency: number;
  /** Faults of the raise: of the caller's process, and of the workflow. */
  readonly raise: { readonly meets: CallMishaps; readonly workflowMeets: CallMishaps };
  readonly rounds: readonly RequestBatch[];
}

const meeting = (calls: number, most: number, kinds: readonly Mishap[]) =>
  fc.array(fc.record({ call: fc.integer({ min: 1, max: calls }), mishap: fc.constantFrom(...kinds) }), {
    maxLength: most,
  });
const ofWorkflow = MISHAPS.filter((mishap) => !mishap.startsWith('killed') && mishap !== 'repeated');

const act = fc.record({
  pick: fc.nat({ max: 1000 }),
  stranger: fc.option(fc.nat({ max: 5 }), { nil: undefined, freq: 6 }),
  isRepeat: fc.boolean(),
  meets: meeting(8, 2, MISHAPS),
});

/** Any scenario of at most this many batches. */
export function scenarios(rounds: number): fc.Arbitrary<Scenario> {
  return fc.record({
    seed: fc.nat(),
    latency: fc.constantFrom(0, 5, 40),
    raise: fc.record({ meets: meeting(6, 2, MISHAPS), workflowMeets: meeting(4, 2, ofWorkflow) }),
    rounds: fc.array(
      fc.record({
        acts: fc.array(act, { minLength: 1, maxLength: 4 }),
        workflowMeets: meeting(4, 2, ofWorkflow),
        after: fc.constantFrom(...INTERVENTIONS),
        reconcilerMeets: meeting(20, 2, MISHAPS),
      }),
      { minLength: 1, maxLength: rounds },
    ),
  });
}

/** A possible move, by the actor in charge or by a stranger. */
export function requestFor(
  commitment: Commitment,
  { pick, stranger }: RequestPlan,
  holders: RoleHolders,
): { by: Actor; step: Step } {
  const possible = possibleMoves(commitment).filter((move) => pick % 4 === 0 || move !== 'withdraw');
  const move = possible[pick % possible.length] ?? 'note';
  const everybody = [holders.branch, holders.sekda, holders.owner, holders.verifier, holders.other, holders.admin];
  const by = (stranger === undefined ? undefined : everybody[stranger]) ?? whoseMove(commitment, move, holders);
  return { by, step: stepOf(move, commitment.version) };
}

function whoseMove(commitment: Commitment, move: MoveName, holders: RoleHolders): Actor {
  switch (MOVES[move].by) {
    case 'owner':
      return holders.owner;
    case 'verifier':
      return holders.verifier;
    case 'verifier, then secretariat':
      return commitment.stage === 'verified' ? holders.sekda : holders.verifier;
    default:
      return judgesOf(commitment)[0] === holders.sekda.office ? holders.sekda : holders.branch;
  }
}

const reason = 'sesuai kesepakatan rapat';

/** A body for a move. Due dates grow with the version, because an extension must be later than the date before. */
function stepOf(move: MoveName, version: number): Step {
  const due = { workingDays: 60 + 2 * version };
  const { evidence } = SUBMIT;
  const plain = moveBodies({ assignment: { ...ASSIGN, due }, ownerOffice: '73.73-dinkes', due, evidence, reason });
  const bodies: Readonly<Record<MoveName, object>> = {
    ...plain,
    reassign: { ...plain.reassign, due },
    correct: { statement: { id: `Menambah loket, rumusan ${version}` }, reason },
    note: { text: `catatan ${version}` },
  };
  const { version: _, ...step } = moveInput.parse({ version, ...bodies[move], move });
  return step;
}
