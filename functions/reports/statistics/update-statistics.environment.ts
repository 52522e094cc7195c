import * as z from 'zod';
import { given } from '../../platform/environment.ts';

/** The variables of functions/reports/statistics/update-statistics.lambda.ts. */
export const updateStatisticsEnvironment = z.object({
  TABLE_NAME: given,
});
