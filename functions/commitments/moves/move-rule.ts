import * as z from 'zod';
import { officeId } from '../../offices/office-id.ts';
import type { Actor } from '../../people/actors.ts';
import { type LocalDate, localDateIn } from '../../platform/values/local-date.ts';
import { timeZoneOf } from '../../regions/regions.ts';
import type { Commitment } from '../commitment.ts';
import type { Stage, TurnAction } from '../stages.ts';
import type { Draft } from '../turns.ts';
import type { DecisionContext } from './decisions.ts';

export type CommitmentAt<At extends Stage> = Extract<Commitment, { stage: At }>;

/** Who receives the notice of a move, as the commitment is after it; `former`: an office that has just lost its part. */
export type NoticeReader = 'owner' | 'coOwners' | 'verifier' | 'secretariat' | 'former';

/** The notice of a move: who receives it, and what it asks of the office that now has the turn. */
export interface NoticeRule {
  readonly readers: readonly [NoticeReader, ...NoticeReader[]];
  readonly asks: readonly [TurnAction, ...TurnAction[]];
}

/** The office that may make a move. `concerned`: owner, co-owner, verifier or secretariat. */
export type MoveRight = 'secretariat' | 'owner' | 'verifier' | 'verifier, then secretariat' | 'concerned';

/** What a move requires beyond its stage. */
type Requirement = 'submitted' | 'notSubmitted' | 'extensionRequested' | 'noExtensionRequested';

/** The facts of a move; `stay`: the stage remains, and the move is written beside the workflow. */
export interface MoveFacts {
  readonly from: readonly Stage[];
  readonly to: Stage | 'stay';
  readonly by: MoveRight;
  readonly when?: Requirement;
  /** What offices are told before their next digest; null: nothing. Never the office that made the move. */
  readonly notice: NoticeRule | null;
}

/** Fields that only the event keeps: a commitment has to remain small (infra/decisions/0025). */
export type EventFields = Readonly<Record<string, unknown>>;

/** Decides the move of one commitment that is where the move starts. */
export type Decide<Input> = (context: DecisionContext, input: Input, by: Actor) => Draft;

/** A move's facts, its body, and what it changes. */
export interface MoveRule<Input> extends MoveFacts {
  /** @returns undefined if the commitment's stage or turn does not have this move */
  readonly startFrom: (commitment: Commitment) => Decide<Input> | undefined;
  readonly eventFields: (input: Input) => EventFields;
}

/** The local day in the region at the moment of the decision. */
export function todayIn(region: string, context: { readonly now: Date }): LocalDate {
  return localDateIn(timeZoneOf(region), context.now);
}

const version = z.int().min(1);

/** Supporting offices as a body names them. */
export const coOwnersInput = z.array(officeId).max(20).optional();

/** The body of a move. Parts whose absence is refused one by one (not-verifiable) are optional in it. */
export function moveBody<Name extends string, Fields extends z.core.$ZodLooseShape>(move: Name, fields: Fields) {
  return z.strictObject({ move: z.literal(move), version, ...fields });
}

/** A row of the table of moves. */
export function moveRule<const From extends Stage, const Facts extends MoveFacts, Input extends z.ZodType>(
  facts: Facts & { readonly from: readonly From[] },
  input: Input,
  decide: (commitment: CommitmentAt<From>, ...rest: Parameters<Decide<z.output<Input>>>) => Draft,
  eventFields: (input: z.output<Input>) => EventFields = () => ({}),
) {
  const startFrom = (commitment: Commitment): Decide<z.output<Input>> | undefined =>
    isAt(commitment, facts.from) && meets(commitment, facts.when)
      ? (...rest) => decide(commitment, ...rest)
      : undefined;
  return { ...facts, input, startFrom, eventFields };
}

function isAt<At extends Stage>(commitment: Commitment, stages: readonly At[]): commitment is CommitmentAt<At> {
  return stages.some((stage) => stage === commitment.stage);
}

function meets(commitment: Commitment, requirement: Requirement | undefined): boolean {
  const isSubmitted = 'submission' in commitment && commitment.submission !== undefined;
  const isExtensionRequested = 'extensionRequested' in commitment && commitment.extensionRequested !== undefined;
  switch (requirement) {
    case 'submitted':
      return isSubmitted;
    case 'notSubmitted':
      return !isSubmitted;
    case 'extensionRequested':
      return isExtensionRequested;
    case 'noExtensionRequested':
      return !isExtensionRequested && !isSubmitted;
    case undefined:
      return true;
  }
}
