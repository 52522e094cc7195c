import * as z from 'zod';
import { place } from '../../regions/places.ts';

/** Names of the metrics of a rebuild; its alarms read the same. */
export const RECOUNT_METRICS = { drift: 'TallyDrift', finished: 'RecountsFinished' } as const;

/** The result of checking a place. */
export const rebuildFinding = z.object({
  place,
  /** Commitments whose counted contribution differs from their events. */
  commitments: z.int(),
  /** Whether the statistics were the sum of the parts, or of the counted contributions. */
  isSumRight: z.boolean(),
  /** Commitments that this version cannot read; only an engineer can help. */
  unreadable: z.int(),
});
export type RebuildFinding = z.infer<typeof rebuildFinding>;

/** Whether the statistics of a place were wrong. */
export function isDrift({ commitments, isSumRight, unreadable }: RebuildFinding): boolean {
  return commitments > 0 || !isSumRight || unreadable > 0;
}
