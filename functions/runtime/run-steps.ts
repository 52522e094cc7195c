import * as z from 'zod/mini';
import type { RunStore } from '../adapters/run-store.ts';
import { type RunInput, startedRun } from '../domain/runs.ts';

/** What every step of a run is given: what it was started with, and its execution's name and start. */
export const runStep = {
  runId: z.string(),
  startedAt: z.string(),
  startedBy: z.string(),
  dryRun: z.boolean(),
};

/** Begins the run's record where nobody has: a schedule, or an operator in the console of Step Functions. */
export async function beginUnlessBegun(
  runs: Pick<RunStore, 'begin'>,
  step: { readonly runId: string; readonly startedAt: string; readonly startedBy: string },
  asked: RunInput,
): Promise<void> {
  await runs.begin(startedRun(step.runId, asked, step.startedBy, new Date(step.startedAt)), undefined);
}
