import { expect } from 'vitest';
import { DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import { viewOf } from '../../functions/commitments/commitment-view.ts';
import { type CommitmentEvent, commitmentAfter } from '../../functions/commitments/events.ts';
import type { ClientAnswer } from '../harness/client.ts';

/** All answers to a request and its repetitions. */
export interface RequestAnswers {
  readonly moveId: string;
  readonly told: ClientAnswer[];
}

/** Expects that the answers to a request agree with the final events. */
export function expectTrueAnswers(
  events: readonly CommitmentEvent[],
  now: Date,
  { moveId, told }: RequestAnswers,
): void {
  const index = events.findIndex((event) => event.moveId === moveId);
  for (const { status, shown, code } of told) {
    if (status === 200 || status === 201) {
      expect(index, 'answered as done, but not recorded').toBeGreaterThanOrEqual(0);
      const then = commitmentAfter(events.slice(0, index + 1));
      const { timeliness: _, ...view } = viewOf(then, now, DECREED_CALENDAR);
      expect(shown).toMatchObject(view);
    }
    if (code === 'version-stale') expect(index, 'answered as stale, but recorded').toBe(-1);
  }
  const isRefusedOnly = told.every(({ status }) => status >= 400 && status < 500);
  if (isRefusedOnly) expect(index, 'refused, but recorded').toBe(-1);
}
