import type { TurnAction } from '../commitments/stages.ts';
import type { Line, NotifiedMove } from '../notifications/letter-contents.ts';
import type { MoveNotice } from '../notifications/move-notices/move-notices.ts';
import type { NamedOffice } from '../offices/offices.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import type { Climbing } from './ladder.ts';

/** A commitment that waits for an office, as the index of turns tells of it. */
export interface WaitingTurn extends Climbing {
  readonly commitmentId: string;
  /** What was promised, in Bahasa Indonesia. */
  readonly statement: string;
  readonly action: TurnAction;
  /** Whether it has co-owners. */
  readonly isJoint: boolean;
}

/** Notice of an office, left for a local day. */
export interface Notice extends NamedOffice {
  readonly on: LocalDate;
}

/** All that waits for an office. */
export interface Worklist {
  readonly turns: readonly WaitingTurn[];
  /** What it has not been told yet, oldest first. */
  readonly news: readonly MoveNotice[];
  /** Offices in a line below it that are late, or about to be late enough. */
  readonly below: readonly Notice[];
  /** Offices of its forums for which there was a letter and no address. */
  readonly unreached: readonly Notice[];
  /** Of itself: the day after which a letter to it covered the days, and was not sent. */
  readonly unsent: readonly Notice[];
}

/** A turn of an office below, and where in the line above that office the reader stands: 0 right above it. */
export interface TurnBelow {
  readonly office: NamedOffice;
  readonly turn: WaitingTurn;
  readonly level: number;
}

/** News of a commitment that waits for another office, or for this one with something else. */
export interface NoticeElsewhere {
  readonly turn: WaitingTurn;
  /** The office whose turn it is, unless it is the reader. */
  readonly office?: NamedOffice;
  readonly move: NotifiedMove;
  readonly part?: Line['part'];
}
