import type { Run, RunInput } from './runs.ts';

/** A run that has just been asked for. */
export function startedRun(runId: string, asked: RunInput, startedBy: string, now: Date): Run {
  return { runId, ...asked, status: 'running', startedBy, startedAt: now.toISOString() };
}

/** Who starts a run that nobody asked for. */
export const SCHEDULE = 'schedule';
