import * as z from 'zod';

/** The fields that every step of a run's workflow gets: how the run was started, and the name and start of its execution. */
export const runStep = {
  runId: z.string(),
  startedAt: z.string(),
  startedBy: z.string(),
  dryRun: z.boolean(),
};

/** Rows in the result of a run at most; the counts beside them are complete. */
export const RESULT_ROWS_LIMIT = 100;
