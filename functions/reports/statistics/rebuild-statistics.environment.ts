import * as z from 'zod';
import { nonEmpty, seconds } from '../../platform/environment.ts';

/** The variables of functions/reports/statistics/rebuild-statistics.lambda.ts. */
export const rebuildStatisticsEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  /** Seconds between the two looks of a rebuild. */
  SECOND_LOOK_AFTER_SECONDS: seconds,
});
