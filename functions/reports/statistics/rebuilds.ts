import * as z from 'zod';
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
