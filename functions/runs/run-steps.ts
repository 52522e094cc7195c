import * as z from 'zod';
import type { Run, RunInput } from './runs.ts';
import { startedRun } from './started-run.ts';

/** What every step of a run is given: what it was started with, and its execution's name and start. */
export const runStep = {
  runId: z.string(),
  startedAt: z.string(),
  startedBy: z.string(),
  dryRun: z.boolean(),
};

/** The run that a step belongs to, as it began. */
export function runOf(
  step: { readonly runId: string; readonly startedAt: string; readonly startedBy: string },
  asked: RunInput,
): Run {
  return startedRun(step.runId, asked, step.startedBy, new Date(step.startedAt));
}
