import { MOVE_NAMES, MOVES, type MoveName } from '../commitments/moves/moves.ts';
import type { TurnAction } from '../commitments/stages.ts';
import type { Suppression } from '../offices/addressees.ts';
import type { Office, OfficeId } from '../offices/offices.ts';
import type { LocalDate } from '../platform/values/local-date.ts';

/** An open commitment in a letter. */
export interface Line {
  readonly commitmentId: string;
  /** In Bahasa Indonesia. */
  readonly statement: string;
  /** Code of the region. */
  readonly region: string;
  /** The action of the present turn. */
  readonly action: TurnAction;
  readonly dueOn: LocalDate;
  /** Working days of the region since the due date: 0 on the day itself, negative before it. */
  readonly daysLate: number;
  /** Whether the due year has no decree yet, so that the date may still move. */
  readonly isProvisional: boolean;
  /** The office whose turn it is, unless it is the reader. */
  readonly office?: { readonly officeId: OfficeId; readonly name: string };
  /** The reader's part, unless it has to act: it supports the owner, or has lost the commitment to another office. */
  readonly part?: 'supporting' | 'former';
  /** The move that the reader is notified of. */
  readonly move?: NotifiedMove;
}

/** A move with a notice of its own, sent before the next digest. */
export type NotifiedMove = {
  [Move in MoveName]: (typeof MOVES)[Move]['notice'] extends null ? never : Move;
}[MoveName];

export const NOTIFIED_MOVES: readonly NotifiedMove[] = MOVE_NAMES.filter(
  (move): move is NotifiedMove => MOVES[move].notice !== null,
);

/** The superior that is notified next unless the office acts. */
export interface Escalation {
  /** Name of the superior. */
  readonly office: string;
  /** First day of the notification; absent if nothing is late enough yet. */
  readonly on?: LocalDate;
}

export interface LetterToOffice {
  readonly office: Office;
  /** The office's local day. */
  readonly day: LocalDate;
  /** Absent if the office has no superior. */
  readonly next?: Escalation;
}

/** The move notices of an office since its last letter. */
export interface MovesLetter extends LetterToOffice {
  readonly lines: readonly (Line & { readonly move: NotifiedMove })[];
}

/** To the administrators: letters do not reach an office. */
export interface UnreachableLetter {
  /** The administrators' office. */
  readonly office: Office;
  /** Name of the unreachable office. */
  readonly about: string;
  readonly because: Suppression['because'];
  /** Instant of the bounce or complaint. */
  readonly at: string;
}
