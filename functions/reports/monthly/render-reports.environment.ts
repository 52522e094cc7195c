import * as z from 'zod';
import { flag, nonEmpty } from '../../platform/environment.ts';

export const renderReportsEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  /** Name of the bucket for monthly reports. */
  REPORT_BUCKET: nonEmpty,
  /** Whether the present month may be reported on before its end. */
  REMINDS_ANY_DAY: flag,
});
