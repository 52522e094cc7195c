import type { Run, RunInput } from './runs.ts';

/** The initial state of a run. */
export function startedRun(runId: string, request: RunInput, startedBy: string, now: Date): Run {
  return { runId, ...request, status: 'running', startedBy, startedAt: now.toISOString() };
}

/** `startedBy` of scheduled runs. */
export const SCHEDULE = 'schedule';
