import * as z from 'zod';
import { nonEmpty } from '../../platform/environment.ts';

/** The variables of functions/reports/statistics/update-statistics.lambda.ts. */
export const updateStatisticsEnvironment = z.object({
  TABLE_NAME: nonEmpty,
});
