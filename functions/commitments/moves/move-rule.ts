import * as z from 'zod';
import { officeId } from '../../offices/office-id.ts';
import type { Author } from '../../people/actors.ts';
import { type LocalDate, localDateIn } from '../../platform/values/local-date.ts';
import { timeZoneOf } from '../../regions/regions.ts';
import type { Commitment } from '../commitment.ts';
import type { Stage, TurnAction } from '../stages.ts';
import type { Draft } from '../turns.ts';
import type { DecisionContext } from './decisions.ts';

export type CommitmentAt<At extends Stage> = Extract<Commitment, { stage: At }>;

/** The recipients of a move notice, by the commitment after the move; `former`: an office that just lost its role. */
export type NoticeReader = 'owner' | 'coOwners' | 'verifier' | 'secretariat' | 'former';

/** The recipients of a move notice, and the actions that it requests from the office with the turn. */
export interface NoticeRule {
  readonly readers: readonly [NoticeReader, ...NoticeReader[]];
  readonly asks: readonly [TurnAction, ...TurnAction[]];
}

/** The office that may make a move. `participant`: owner, co-owner, verifier or secretariat. */
export type MoveRight = 'secretariat' | 'owner' | 'verifier' | 'verifier, then secretariat' | 'participant';

/** A condition of a move besides its stage. */
type Requirement = 'submitted' | 'notSubmitted' | 'extensionRequested' | 'noExtensionRequested';

/** `stay`: the stage does not change, and the move is written without the workflow. */
export interface MoveSpec {
  readonly from: readonly Stage[];
  readonly to: Stage | 'stay';
  readonly by: MoveRight;
  readonly when?: Requirement;
  /** The notice before the next digest, if any. The office that made the move does not receive it. */
  readonly notice: NoticeRule | null;
}

/** Fields that only the event holds, to keep the commitment small (infra/decisions/0025). */
export type EventFields = Readonly<Record<string, unknown>>;

/** Decides a move of a commitment whose stage and turn allow it. */
export type Decide<Input> = (context: DecisionContext, input: Input, by: Author) => Draft;

export interface MoveRule<Input> extends MoveSpec {
  /** @returns undefined if the commitment's stage or turn does not allow this move */
  readonly startFrom: (commitment: Commitment) => Decide<Input> | undefined;
  readonly eventFields: (input: Input) => EventFields;
}

/** The local day of the decision in the region. */
export function todayIn(region: string, context: { readonly now: Date }): LocalDate {
  return localDateIn(timeZoneOf(region), context.now);
}

const version = z.int().min(1);

export const coOwnersInput = z.array(officeId).max(20).optional();

/** The body of a move. Parts whose absence the move itself refuses (not-verifiable) are optional. */
export function moveBody<Name extends string, Fields extends z.core.$ZodLooseShape>(move: Name, fields: Fields) {
  return z.strictObject({ move: z.literal(move), version, ...fields });
}

/** A row of the table of moves. */
export function moveRule<const From extends Stage, const Spec extends MoveSpec, Input extends z.ZodType>(
  spec: Spec & { readonly from: readonly From[] },
  input: Input,
  decide: (commitment: CommitmentAt<From>, ...rest: Parameters<Decide<z.output<Input>>>) => Draft,
  eventFields: (input: z.output<Input>) => EventFields = () => ({}),
) {
  const startFrom = (commitment: Commitment): Decide<z.output<Input>> | undefined =>
    isAt(commitment, spec.from) && meets(commitment, spec.when) ? (...rest) => decide(commitment, ...rest) : undefined;
  return { ...spec, input, startFrom, eventFields };
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
