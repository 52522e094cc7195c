import * as z from 'zod';
import { nonEmpty, seconds } from '../../platform/environment.ts';

export const rebuildStatisticsEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  /** Seconds between the first and the second check. */
  SECOND_LOOK_AFTER_SECONDS: seconds,
});
