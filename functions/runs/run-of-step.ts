import type { Run, RunInput } from './runs.ts';
import { startedRun } from './started-run.ts';

/** The initial state of the run that a step belongs to. */
export function runOf(
  step: { readonly runId: string; readonly startedAt: string; readonly startedBy: string },
  request: RunInput,
): Run {
  return startedRun(step.runId, request, step.startedBy, new Date(step.startedAt));
}
