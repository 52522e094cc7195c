import * as z from 'zod';
import { given, seconds } from '../../platform/environment.ts';

/** The variables of functions/notifications/move-notices/collect-move-notices.lambda.ts. */
export const collectMoveNoticesEnvironment = z.object({
  TABLE_NAME: given,
  /** ARN of the state machine that sends move notices. */
  EARLY_LETTER_ARN: given,
  /** Length of the batching window in seconds; a multiple of 6. */
  BATCHING_SECONDS: seconds,
});
