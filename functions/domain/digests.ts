import type { LocalDate } from './local-date.ts';
import type { Office, OfficeId } from './offices.ts';
import type { TurnAction } from './stages.ts';

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
  /** The move that has just brought it here, where that is why it is told. */
  readonly move?: NewsMove;
}

/** The moves that an office is told of before its next digest. */
export const NEWS_MOVES = [
  'assign',
  'sendBack',
  'submit',
  'requestExtension',
  'extend',
  'refuseExtension',
  'reassign',
  'decline',
  'verify',
  'reopen',
] as const;
export type NewsMove = (typeof NEWS_MOVES)[number];

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

/** What one office is told on one day. */
export interface Digest {
  readonly office: Office;
  /** The office's local day. */
  readonly day: LocalDate;
  /** Those that are not empty, in the order of SECTIONS. */
  readonly sections: readonly Section[];
  /** The office that is told next if nothing happens, and from which day on. */
  readonly next?: { readonly office: string; readonly on: LocalDate };
  /** Names of offices in its forums that no letter reaches. */
  readonly unreachable: readonly string[];
}
