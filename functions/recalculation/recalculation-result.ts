import { RESULT_ROWS_LIMIT } from '../platform/values/run-step.ts';
import type { MovedDate } from './recalculation.ts';
import type { DateNotification } from './recalculation-letters.ts';

/** What came of a recalculation; in a dry run nothing was moved, and nobody is told. */
export interface RecalculationResult extends Record<string, unknown> {
  /** Open commitments looked at. */
  readonly looked: number;
  /** Dates that were moved. */
  readonly moved: number;
  readonly rows: readonly MovedDate[];
  /** The offices that have to keep them, with how many, and what became of the letter to each once that is known. */
  readonly letters: readonly Pick<DateNotification, 'office' | 'dates' | 'outcome'>[];
}

/** Sums up a recalculation. */
export function recalculationResult(
  looked: number,
  moved: readonly MovedDate[],
  tells: readonly DateNotification[],
): RecalculationResult {
  return {
    looked,
    moved: moved.length,
    rows: moved.slice(0, RESULT_ROWS_LIMIT),
    letters: tells.map(({ office, dates, outcome }) => ({
      office,
      dates,
      ...(outcome === undefined ? {} : { outcome }),
    })),
  };
}
