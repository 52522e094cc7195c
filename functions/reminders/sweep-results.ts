import * as z from 'zod';
import type { Letter } from '../notifications/letters.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import type { Idleness } from './sweeps.ts';

/**
 * What becomes of a letter in a sweep, as the postman says; `unreachable`: there was one to be written, and no address
 * to send it to.
 */
export const LETTER_OUTCOMES = ['sent', 'before', 'nothing', 'refused', 'unknown', 'unreachable'] as const;
export type LetterOutcome = (typeof LETTER_OUTCOMES)[number];

/** How many offices of a range were swept, and what became of how many letters. */
export const sweepTotals = z.object({
  offices: z.int(),
  sent: z.int(),
  before: z.int(),
  nothing: z.int(),
  refused: z.int(),
  unknown: z.int(),
  unreachable: z.int(),
});
export type SweepTotals = z.infer<typeof sweepTotals>;

/** Counts what became of the letters to so many offices. */
export function sweepTotalsOf(offices: number, outcomes: readonly LetterOutcome[]): SweepTotals {
  const tally = { offices, ...NOTHING };
  for (const outcome of outcomes) tally[outcome] += 1;
  return tally;
}

const NOTHING = { sent: 0, before: 0, nothing: 0, refused: 0, unknown: 0, unreachable: 0 };

/** Whether it is known of every letter what became of it, and none was refused: else it is tried again. */
export function isSettled({ refused, unknown }: SweepTotals): boolean {
  return refused + unknown === 0;
}

/** What came of a sweep; in a dry run nothing was sent, and `sent` says what would have been. */
export interface SweepResult extends Record<string, unknown>, SweepTotals {
  readonly day: LocalDate;
  /** The last day before it that counts as swept. */
  readonly after: LocalDate;
  /** Why there was nothing to do. */
  readonly idle?: Idleness;
}

/**
 * Sums up a sweep.
 * @param passes the ranges, and then once more those in which something was left open: what that pass says of it holds
 */
export function sweepResult(
  { day, after, idle }: Pick<SweepResult, 'day' | 'after'> & { readonly idle?: Idleness | undefined },
  passes: readonly (readonly SweepTotals[])[],
): SweepResult {
  const [first = [], ...again] = passes;
  const total = sum(first);
  for (const tallies of again) {
    const { sent, nothing, refused, unknown } = sum(tallies);
    Object.assign(total, { sent: total.sent + sent, nothing: total.nothing + nothing, refused, unknown });
  }
  return { day, after, ...(idle === undefined ? {} : { idle }), ...total };
}

function sum(tallies: readonly SweepTotals[]): SweepTotals {
  const total = sweepTotalsOf(0, []);
  for (const tally of tallies) {
    total.offices += tally.offices;
    for (const outcome of LETTER_OUTCOMES) total[outcome] += tally[outcome];
  }
  return total;
}

/** A letter as the result of its run shows it. */
export interface LetterShown extends Pick<Letter, 'office' | 'kind' | 'day' | 'addresses' | 'reasons' | 'commitments'> {
  /** How far it has come; `dryRun`: it was not sent. */
  readonly outcome: Letter['status'] | 'dryRun';
}

/** The letters of a run as its result shows them, by office. */
export function lettersShown(letters: readonly Letter[], dryRun: boolean): readonly LetterShown[] {
  return letters
    .map(({ office, kind, day, addresses, reasons, commitments, status }) => ({
      office,
      kind,
      day,
      addresses,
      reasons,
      commitments,
      outcome: dryRun ? ('dryRun' as const) : status,
    }))
    .toSorted((one, other) => (one.office < other.office ? -1 : 1));
}
