import * as z from 'zod';
import { flag, given } from '../../platform/environment.ts';

/** The variables of functions/reports/monthly/render-reports.lambda.ts. */
export const renderReportsEnvironment = z.object({
  TABLE_NAME: given,
  /** Name of the bucket for monthly reports. */
  REPORT_BUCKET: given,
  /** Whether the present month may be reported before its end. */
  REMINDS_ANY_DAY: flag,
});
