import type { Calendar } from '../../calendar/calendar.ts';
import type { Offices } from '../../offices/offices.ts';
import type { Actor } from '../../people/actors.ts';
import { type Commitment, commitment } from '../commitment.ts';
import { type CanonicalHash, type CommitmentEvent, changesBetween, withHash } from '../events.ts';
import { type Draft, turnOf } from '../turns.ts';
import type { EventFields } from './move-rule.ts';
import type { EventMove } from './moves.ts';

/** What a decision depends on besides the commitment, the input and the actor. */
export interface DecisionContext {
  readonly now: Date;
  readonly moveId: string;
  readonly calendar: Calendar;
  readonly canonicalHash: CanonicalHash;
  /** The offices that the input names or the commitment has, with those above them. */
  readonly offices: Offices;
  /** The evidence files named by a submission: whether each has arrived. */
  readonly evidence: ReadonlyMap<string, { readonly hasArrived: boolean }>;
}

/** The part of the context that every decision needs to be finalized. */
export type FinalizeContext = Pick<DecisionContext, 'now' | 'moveId' | 'calendar' | 'canonicalHash'>;

/** A move decided: the commitment after it, and the event that records it. */
export interface Decision {
  readonly commitment: Commitment;
  readonly event: CommitmentEvent;
}

/** What the event keeps and the commitment does not. */
interface EventOnly {
  readonly reason?: string | undefined;
  readonly fields?: EventFields;
}

/** Completes a draft: works out its turn, gives it the next version and chains its event. */
export function finalize(
  move: EventMove,
  before: Commitment | undefined,
  draft: Draft,
  by: Pick<Actor, 'office' | 'userId'>,
  { now, moveId, calendar, canonicalHash }: FinalizeContext,
  { reason, fields }: EventOnly = {},
): Decision {
  const version = (before?.version ?? 0) + 1;
  // Parsing drops the fields that the new stage does not have.
  const after = commitment.parse({ ...draft, turn: turnOf(draft, calendar), version, head: '' });
  const event = withHash(
    {
      version,
      move,
      moveId,
      ...(before === undefined ? {} : { from: before.stage, previousHash: before.head }),
      to: after.stage,
      office: by.office,
      userId: by.userId,
      at: now.toISOString(),
      ...(reason === undefined ? {} : { reason }),
      changes: { ...changesBetween(before, after, canonicalHash), ...fields },
    },
    canonicalHash,
  );
  return { commitment: { ...after, head: event.hash }, event };
}
