import * as z from 'zod/mini';
import { place } from '../../regions/places.ts';

/** Names of the metrics that a recount counts; the alarms of infra read the same. */
export const RECOUNT_METRICS = { drift: 'TallyDrift', finished: 'RecountsFinished' } as const;

/** What a recount found of a place. */
export const rebuildFinding = z.object({
  place,
  /** Commitments that were not counted as their events are. */
  commitments: z.int(),
  /** Whether the tally was the sum of its parts, or of its commitments as they were counted. */
  isSumRight: z.boolean(),
  /** Commitments that this version cannot read: nobody but an engineer can help. */
  unreadable: z.int(),
});
export type RebuildFinding = z.infer<typeof rebuildFinding>;

/** Whether the tally of a place is not what a recount says. */
export function isDrift({ commitments, isSumRight, unreadable }: RebuildFinding): boolean {
  return commitments > 0 || !isSumRight || unreadable > 0;
}
