import { RESULT_ROWS_LIMIT } from '../platform/values/run-step.ts';
import type { MovedDate } from './recalculation.ts';
import type { DateNotification } from './recalculation-letters.ts';

/** The result of a recalculation; a dry run moves no date and sends no letter. */
export interface RecalculationResult extends Record<string, unknown> {
  /** Number of open commitments checked. */
  readonly looked: number;
  /** Number of moved dates. */
  readonly moved: number;
  readonly rows: readonly MovedDate[];
  /** The responsible offices, with the number of dates and the outcome of the letter once known. */
  readonly letters: readonly Pick<DateNotification, 'office' | 'dates' | 'outcome'>[];
}

export function recalculationResult(
  looked: number,
  moved: readonly MovedDate[],
  notifications: readonly DateNotification[],
): RecalculationResult {
  return {
    looked,
    moved: moved.length,
    rows: moved.slice(0, RESULT_ROWS_LIMIT),
    letters: notifications.map(({ office, dates, outcome }) => ({
      office,
      dates,
      ...(outcome === undefined ? {} : { outcome }),
    })),
  };
}
