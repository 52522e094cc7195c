import { MOVE_NAMES, MOVES, type MoveName } from '../commitments/moves/moves.ts';
import type { TurnAction } from '../commitments/stages.ts';
import type { Suppression } from '../offices/addressees.ts';
import type { Office, OfficeId } from '../offices/offices.ts';
import type { LocalDate } from '../platform/values/local-date.ts';

/** A commitment that waits for somebody, as a letter tells of it. */
export interface Line {
  readonly commitmentId: string;
  /** What was promised, in Bahasa Indonesia. */
  readonly statement: string;
  /** Code of the region. */
  readonly region: string;
  /** What the office whose turn it is has to do. */
  readonly action: TurnAction;
  readonly dueOn: LocalDate;
  /** Working days of the region by which the turn is late: 0 on the day itself, negative before it. */
  readonly daysLate: number;
  /** Whether it is due in a year that no decree covers yet: then the date may still move. */
  readonly isProvisional: boolean;
  /** The office whose turn it is, where that is not the reader. */
  readonly office?: { readonly officeId: OfficeId; readonly name: string };
  /** The reader's part, where it was not made to act: it supports the owner, or has just lost the commitment to others. */
  readonly part?: 'supporting' | 'former';
  /** The move that has just brought it here, where that is why it is told. */
  readonly move?: NotifiedMove;
}

/** A move that offices are told of before their next digest. */
export type NotifiedMove = {
  [Move in MoveName]: (typeof MOVES)[Move]['notice'] extends null ? never : Move;
}[MoveName];

/** The moves that offices are told of before their next digest. */
export const NOTIFIED_MOVES: readonly NotifiedMove[] = MOVE_NAMES.filter(
  (move): move is NotifiedMove => MOVES[move].notice !== null,
);

/** The office above that is told next if nothing happens. */
export interface Escalation {
  /** Its name. */
  readonly office: string;
  /** From which day on; absent where there is nothing yet that it would be told of. */
  readonly on?: LocalDate;
}

/** What every letter to an office begins with. */
export interface LetterToOffice {
  readonly office: Office;
  /** The office's local day. */
  readonly day: LocalDate;
  /** Absent where no office is above. */
  readonly next?: Escalation;
}

/** What has been moved an office's way since its last letter. */
export interface MovesLetter extends LetterToOffice {
  readonly lines: readonly (Line & { readonly move: NotifiedMove })[];
}

/** To an administrator's office: a letter did not reach an office. */
export interface UnreachableLetter {
  /** The administrator's. */
  readonly office: Office;
  /** Name of the office that cannot be reached. */
  readonly about: string;
  readonly because: Suppression['because'];
  /** When that became known, as an instant. */
  readonly at: string;
}
