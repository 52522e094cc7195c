import type { LetterToOffice, Line } from '../notifications/letter-contents.ts';
import { RUNGS } from './ladder.ts';

/** The sections of a digest, in order. Each line is in exactly one. */
export const SECTIONS = [
  /** Its own overdue turns. */
  'overdue',
  /** Its own turns, due within seven working days. */
  'dueSoon',
  /** Commitments with a move notice since its last letter. */
  'new',
  /** Turns of subordinate offices, at least three working days late. */
  'below',
  /** Decisions of a forum's secretariat. */
  'secretariat',
  /** All its other turns. */
  'ahead',
] as const;
export type SectionName = (typeof SECTIONS)[number];

/** A section with its lines, by due date. */
export interface Section {
  readonly name: SectionName;
  readonly lines: readonly Line[];
}

/** The rules that send a digest. */
export const DIGEST_REASONS = [
  ...RUNGS,
  /** A subordinate office is at least three working days late. */
  'below',
  /** A move notice is pending. */
  'news',
  /** An office of its forums is unreachable. */
  'unreachable',
] as const;
export type DigestReason = (typeof DIGEST_REASONS)[number];

/** The daily letter of an office. */
export interface Digest extends LetterToOffice {
  /** Non-empty sections, in the order of SECTIONS. */
  readonly sections: readonly Section[];
  /** In the order of DIGEST_REASONS. */
  readonly reasons: readonly DigestReason[];
  /** Names of unreachable offices in its forums. */
  readonly unreachable: readonly string[];
}

/** The letter to a new holder. */
export interface HandoverLetter extends LetterToOffice {
  readonly holder: { readonly name: string; readonly acting?: boolean };
  readonly lines: readonly Line[];
}
