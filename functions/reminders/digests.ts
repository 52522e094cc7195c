import type { LetterToOffice, Line } from '../notifications/letter-contents.ts';
import { RUNGS } from './ladder.ts';

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

/** What one office is told on one day. */
export interface Digest extends LetterToOffice {
  /** Those that are not empty, in the order of SECTIONS. */
  readonly sections: readonly Section[];
  /** Why it goes out today, in the order of DIGEST_REASONS. */
  readonly reasons: readonly DigestReason[];
  /** Names of offices in its forums that no letter reaches. */
  readonly unreachable: readonly string[];
}

/** What is open for an office on the day that somebody begins to hold it. */
export interface HandoverLetter extends LetterToOffice {
  readonly holder: { readonly name: string; readonly acting?: boolean };
  readonly lines: readonly Line[];
}
