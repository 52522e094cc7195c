import * as z from 'zod';
import { nonEmpty, seconds } from '../../platform/environment.ts';

/** The variables of functions/notifications/move-notices/collect-move-notices.lambda.ts. */
export const collectMoveNoticesEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  /** ARN of the state machine that sends move notices. */
  EARLY_LETTER_ARN: nonEmpty,
  /** Length of the batching window in seconds; a multiple of 6. */
  BATCHING_SECONDS: seconds,
});
