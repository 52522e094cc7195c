import * as z from 'zod';
import { RESULT_ROWS_LIMIT } from '../../platform/values/run-step.ts';
import { place } from '../../regions/places.ts';

/** Metric names of a rebuild, shared with its alarms. */
export const REBUILD_METRICS = { drift: 'TallyDrift', finished: 'RecountsFinished' } as const;

/** The result of checking a place. */
export const rebuildFinding = z.object({
  place,
  /** Number of commitments whose counted contribution differs from their events. */
  commitments: z.int(),
  /** Whether the statistics equal the sum of the counted contributions, or above regions of the parts. */
  isSumRight: z.boolean(),
  /** Number of commitments that this version cannot read. An engineer has to repair them. */
  unreadable: z.int(),
});
export type RebuildFinding = z.infer<typeof rebuildFinding>;

/** Whether the statistics of a place were wrong. */
export function isDrift({ commitments, isSumRight, unreadable }: RebuildFinding): boolean {
  return commitments > 0 || !isSumRight || unreadable > 0;
}

/** A finding that both checks saw, and what was done. With an unreadable commitment the sum cannot be repaired. */
export interface RecountRow extends RebuildFinding {
  readonly done: 'repaired' | 'reported' | 'dryRun';
}

/** The result of a recount so far. */
export interface RecountResult extends Record<string, unknown> {
  /** Places checked. */
  readonly looked: number;
  readonly seenOnce: number;
  readonly seenTwice: number;
  /** Places repaired. */
  readonly acted: number;
  readonly rows: readonly RecountRow[];
}

export function recountResult(
  {
    looked,
    seenOnce,
    drifts,
  }: Pick<RecountResult, 'looked' | 'seenOnce'> & { readonly drifts: readonly RebuildFinding[] },
  dryRun: boolean,
): RecountResult {
  const rows = drifts.map((drift): RecountRow => ({ ...drift, done: doneAbout(drift, dryRun) }));
  return {
    looked,
    seenOnce,
    seenTwice: rows.length,
    acted: rows.filter(({ done }) => done === 'repaired').length,
    rows: rows.slice(0, RESULT_ROWS_LIMIT),
  };
}

function doneAbout({ unreadable }: RebuildFinding, dryRun: boolean): RecountRow['done'] {
  if (dryRun) return 'dryRun';
  return unreadable > 0 ? 'reported' : 'repaired';
}
