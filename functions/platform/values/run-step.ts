import * as z from 'zod';

/** The input fields of every workflow step of a run: how the run was started, and its execution's name and start. */
export const runStep = {
  runId: z.string(),
  startedAt: z.string(),
  startedBy: z.string(),
  dryRun: z.boolean(),
};

/** The most rows in a run's result; its counts are complete. */
export const RESULT_ROWS_LIMIT = 100;
