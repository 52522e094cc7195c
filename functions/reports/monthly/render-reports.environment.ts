import * as z from 'zod';
import { flag, given } from '../../platform/environment.ts';

export const renderReportsEnvironment = z.object({
  TABLE_NAME: given,
  /** Name of the bucket for monthly reports. */
  REPORT_BUCKET: given,
  /** Whether the present month may be reported on before its end. */
  REMINDS_ANY_DAY: flag,
});
