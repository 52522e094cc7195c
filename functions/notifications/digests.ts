import { MOVE_NAMES, MOVES, type MoveName } from '../commitments/moves/moves.ts';
import type { TurnAction } from '../commitments/stages.ts';
import type { Suppression } from '../offices/addressees.ts';
import type { Office, OfficeId } from '../offices/offices.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import { RUNGS } from '../reminders/ladder.ts';

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

/** The sections of a digest, in order. Every line stands in one of them. */
export const SECTIONS = [
  /** Its own turns, past their day. */
  'overdue',
  /** Its own turns, due within seven working days. */
  'dueSoon',
  /** What has come to it since its last letter. */
  'new',
  /** Turns of offices below it, late by three working days and more. */
  'below',
  /** What a forum's secretariat has to decide. */
  'secretariat',
  /** Everything else that waits for it. */
  'ahead',
] as const;
export type SectionName = (typeof SECTIONS)[number];

/** A section with its lines: the latest first, then the soonest due. */
export interface Section {
  readonly name: SectionName;
  readonly lines: readonly Line[];
}

/** The rules by which a digest goes out: what stands on a rung today, and what else has to be told. */
export const DIGEST_REASONS = [
  ...RUNGS,
  /** An office below is late by three working days and more. */
  'below',
  /** A move came too late for a letter of its own. */
  'news',
  /** No letter reaches an office of its forums. */
  'unreachable',
] as const;
export type DigestReason = (typeof DIGEST_REASONS)[number];

/** The office above that is told next if nothing happens. */
export interface Escalation {
  /** Its name. */
  readonly office: string;
  /** From which day on; absent where there is nothing yet that it would be told of. */
  readonly on?: LocalDate;
}

/** What every letter to an office begins with. */
interface ToOffice {
  readonly office: Office;
  /** The office's local day. */
  readonly day: LocalDate;
  /** Absent where no office is above. */
  readonly next?: Escalation;
}

/** What one office is told on one day. */
export interface Digest extends ToOffice {
  /** Those that are not empty, in the order of SECTIONS. */
  readonly sections: readonly Section[];
  /** Why it goes out today, in the order of DIGEST_REASONS. */
  readonly reasons: readonly DigestReason[];
  /** Names of offices in its forums that no letter reaches. */
  readonly unreachable: readonly string[];
}

/** What has been moved an office's way since its last letter. */
export interface MovesLetter extends ToOffice {
  readonly lines: readonly (Line & { readonly move: NotifiedMove })[];
}

/** The dates of an office's turns that a changed calendar has moved. */
export interface RecalculationLetter extends ToOffice {
  readonly moved: readonly { readonly line: Line; readonly from: LocalDate; readonly to: LocalDate }[];
  /** The decree that changed the calendar. */
  readonly decree: string;
}

/** What is open for an office on the day that somebody begins to hold it. */
export interface HandoverLetter extends ToOffice {
  readonly holder: { readonly name: string; readonly acting?: boolean };
  readonly lines: readonly Line[];
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
