import * as z from 'zod';
import { given, seconds } from '../../platform/environment.ts';

/** The variables of functions/reports/statistics/rebuild-statistics.lambda.ts. */
export const rebuildStatisticsEnvironment = z.object({
  TABLE_NAME: given,
  /** Seconds between the two looks of a rebuild. */
  SECOND_LOOK_AFTER_SECONDS: seconds,
});
