import * as z from 'zod';
import { flag, mailVariables, nonEmpty, seconds } from '../../platform/environment.ts';

/** The variables of functions/notifications/move-notices/send-move-notices.lambda.ts. */
export const sendMoveNoticesEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  ...mailVariables,
  /** Length of the batching window in seconds; a multiple of 6. */
  BATCHING_SECONDS: seconds,
  /** Whether move notices are sent in office hours only. */
  IN_OFFICE_HOURS: flag,
});
