import type { Run, RunInput } from './runs.ts';
import { startedRun } from './started-run.ts';

/** The run that a step belongs to, as it began. */
export function runOf(
  step: { readonly runId: string; readonly startedAt: string; readonly startedBy: string },
  asked: RunInput,
): Run {
  return startedRun(step.runId, asked, step.startedBy, new Date(step.startedAt));
}
