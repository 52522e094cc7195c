import type { Calendar } from '../calendar/calendar.ts';
import type { Offices } from '../offices/offices.ts';
import type { Actor } from '../people/actors.ts';
import { type LocalDate, localDateIn } from '../platform/values/local-date.ts';
import { timeZoneOf } from '../regions/regions.ts';
import { type Commitment, commitment } from './commitment.ts';
import { type CommitmentEvent, changesBetween, type Seal, sealEvent } from './events.ts';
import type { EVENT_MOVES } from './moves/moves.ts';
import { type Draft, turnOf } from './turns.ts';

/** What a decision rests on besides the commitment, the input and the actor. */
export interface Facts {
  readonly now: Date;
  readonly moveId: string;
  readonly calendar: Calendar;
  readonly seal: Seal;
  /** The offices that the input names or the commitment has, with those above them. */
  readonly offices: Offices;
  /** The evidence files named by a submission: whether each has arrived. */
  readonly evidence: ReadonlyMap<string, { readonly hasArrived: boolean }>;
}

/** What a decision is concluded with, whatever it was about. */
export type Circumstances = Pick<Facts, 'now' | 'moveId' | 'calendar' | 'seal'>;

/** A move decided: the commitment after it, and the event that records it. */
export interface Decision {
  readonly commitment: Commitment;
  readonly event: CommitmentEvent;
}

/** The local day in the region at the moment of the decision. */
export function todayIn(region: string, facts: Pick<Facts, 'now'>): LocalDate {
  return localDateIn(timeZoneOf(region), facts.now);
}

/** What was said with a move and stays in its event alone: the reason, and words that the commitment does not keep. */
interface Said {
  readonly reason?: string | undefined;
  readonly words?: Readonly<Record<string, unknown>>;
}

/** Completes a draft: works out its turn, gives it the next version and chains its event. */
export function conclude(
  move: (typeof EVENT_MOVES)[number],
  before: Commitment | undefined,
  draft: Draft,
  by: Pick<Actor, 'office' | 'userId'>,
  facts: Circumstances,
  said: Said = {},
): Decision {
  const version = (before?.version ?? 0) + 1;
  // Parsing drops the fields that the new stage does not have.
  const after = commitment.parse({ ...draft, turn: turnOf(draft, facts.calendar), version, head: '' });
  const changes = changesBetween(before, after);
  const event = sealEvent(
    {
      version,
      move,
      moveId: facts.moveId,
      ...(before === undefined ? {} : { from: before.stage, previousHash: before.head }),
      to: after.stage,
      office: by.office,
      userId: by.userId,
      at: facts.now.toISOString(),
      ...(said.reason === undefined ? {} : { reason: said.reason }),
      changes: { ...changes, ...said.words },
    },
    facts.seal,
  );
  return { commitment: { ...after, head: event.hash }, event };
}
