import * as z from 'zod';
import type { Letter } from '../notifications/letters.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import type { Idleness } from './sweeps.ts';

/**
 * The outcome of a letter in a sweep; `unreachable`: the office had a letter and no working address.
 */
export const LETTER_OUTCOMES = ['sent', 'before', 'nothing', 'refused', 'unknown', 'unreachable'] as const;
export type LetterOutcome = (typeof LETTER_OUTCOMES)[number];

/** Numbers of swept offices and of letters by outcome. */
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

export function sweepTotalsOf(offices: number, outcomes: readonly LetterOutcome[]): SweepTotals {
  const totals = { offices, ...NOTHING };
  for (const outcome of outcomes) totals[outcome] += 1;
  return totals;
}

const NOTHING = { sent: 0, before: 0, nothing: 0, refused: 0, unknown: 0, unreachable: 0 };

/** Whether every outcome is known and no letter was refused; otherwise the batch is tried again. */
export function isSettled({ refused, unknown }: SweepTotals): boolean {
  return refused + unknown === 0;
}

/** The result of a sweep; in a dry run `sent` counts the letters that would have been sent. */
export interface SweepResult extends Record<string, unknown>, SweepTotals {
  readonly day: LocalDate;
  /** The last swept day before it. */
  readonly after: LocalDate;
  /** Why the sweep did nothing. */
  readonly idle?: Idleness;
}

/**
 * Sums up a sweep.
 * @param passes the totals of all ranges, then those of the unsettled ranges, which replace what was open
 */
export function sweepResult(
  { day, after, idle }: Pick<SweepResult, 'day' | 'after'> & { readonly idle?: Idleness | undefined },
  passes: readonly (readonly SweepTotals[])[],
): SweepResult {
  const [first = [], ...again] = passes;
  const total = sum(first);
  for (const batches of again) {
    const { sent, nothing, refused, unknown } = sum(batches);
    Object.assign(total, { sent: total.sent + sent, nothing: total.nothing + nothing, refused, unknown });
  }
  return { day, after, ...(idle === undefined ? {} : { idle }), ...total };
}

function sum(batches: readonly SweepTotals[]): SweepTotals {
  const total = sweepTotalsOf(0, []);
  for (const batch of batches) {
    total.offices += batch.offices;
    for (const outcome of LETTER_OUTCOMES) total[outcome] += batch[outcome];
  }
  return total;
}

/** A letter in the result of its run. */
export interface LetterShown extends Pick<Letter, 'office' | 'kind' | 'day' | 'addresses' | 'reasons' | 'commitments'> {
  /** `dryRun`: it was not sent. */
  readonly outcome: Letter['status'] | 'dryRun';
}

/** The letters in the result of a run, by office. */
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
