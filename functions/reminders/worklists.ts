import type { TurnAction } from '../commitments/stages.ts';
import type { Line, NotifiedMove } from '../notifications/letter-contents.ts';
import type { MoveNotice } from '../notifications/move-notices/move-notices.ts';
import type { NamedOffice } from '../offices/offices.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import type { LadderTurn } from './ladder.ts';

/** An open commitment in the index of turns. */
export interface WaitingTurn extends LadderTurn {
  readonly commitmentId: string;
  /** In Bahasa Indonesia. */
  readonly statement: string;
  readonly action: TurnAction;
  /** Whether it has co-owners. */
  readonly isJoint: boolean;
}

/** A notice of an office for a local day. */
export interface Notice extends NamedOffice {
  readonly on: LocalDate;
}

/** The open turns and pending notices of an office. */
export interface Worklist {
  readonly turns: readonly WaitingTurn[];
  /** Pending move notices, oldest first. */
  readonly moveNotices: readonly MoveNotice[];
  /** Subordinate offices that are late, or about to be late enough. */
  readonly below: readonly Notice[];
  /** Offices of its forums with a planned letter and no working address. */
  readonly unreached: readonly Notice[];
  /** Of itself: the last day before those covered by an unsent letter. */
  readonly unsent: readonly Notice[];
}

/** A turn of a subordinate office; `level` is 0 for its direct superior. */
export interface TurnBelow {
  readonly office: NamedOffice;
  readonly turn: WaitingTurn;
  readonly level: number;
}

/** A move notice of a commitment outside the reader's turns, or for another action. */
export interface NoticeElsewhere {
  readonly turn: WaitingTurn;
  /** The office whose turn it is, unless it is the reader. */
  readonly office?: NamedOffice;
  readonly move: NotifiedMove;
  readonly part?: Line['part'];
}
