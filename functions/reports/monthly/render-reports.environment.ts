import * as z from 'zod';
import { flag, nonEmpty } from '../../platform/environment.ts';

/** The variables of functions/reports/monthly/render-reports.lambda.ts. */
export const renderReportsEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  /** Name of the bucket for monthly reports. */
  REPORT_BUCKET: nonEmpty,
  /** Whether the present month may be reported before its end. */
  REMINDS_ANY_DAY: flag,
});
