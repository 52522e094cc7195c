import type { Calendar } from '../../calendar/calendar.ts';
import type { Offices } from '../../offices/offices.ts';
import type { Author } from '../../people/actors.ts';
import { type Commitment, commitment } from '../commitment.ts';
import { type CanonicalHash, type CommitmentEvent, changesBetween, withHash } from '../events.ts';
import { type Draft, turnOf } from '../turns.ts';
import type { EventFields } from './move-rule.ts';
import type { EventMove } from './moves.ts';

/** The data for a decision besides the commitment, the input and the actor. */
export interface DecisionContext {
  readonly now: Date;
  readonly moveId: string;
  readonly calendar: Calendar;
  readonly canonicalHash: CanonicalHash;
  /** The offices in the input and the commitment, with their superiors. */
  readonly offices: Offices;
  /** For each evidence file of a submission, whether it has arrived. */
  readonly evidence: ReadonlyMap<string, { readonly hasArrived: boolean }>;
}

export type FinalizeContext = Pick<DecisionContext, 'now' | 'moveId' | 'calendar' | 'canonicalHash'>;

/** The commitment after a move, and the event that records it. */
export interface Decision {
  readonly commitment: Commitment;
  readonly event: CommitmentEvent;
}

/** The fields that only the event holds. */
interface EventOnly {
  readonly reason?: string | undefined;
  readonly fields?: EventFields;
}

/** Adds the turn and the next version to a draft, and chains its event. */
export function finalize(
  move: EventMove,
  before: Commitment | undefined,
  draft: Draft,
  by: Pick<Author, 'office' | 'userId'>,
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
