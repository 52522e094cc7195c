import * as z from 'zod';
import { given, seconds } from '../../platform/environment.ts';

export const rebuildStatisticsEnvironment = z.object({
  TABLE_NAME: given,
  /** Seconds between the first and the second check. */
  SECOND_LOOK_AFTER_SECONDS: seconds,
});
