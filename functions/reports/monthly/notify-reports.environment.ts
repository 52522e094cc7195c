import * as z from 'zod';
import { flag, given, sender } from '../../platform/environment.ts';

/** The variables of functions/reports/monthly/notify-reports.lambda.ts. */
export const notifyReportsEnvironment = z.object({
  TABLE_NAME: given,
  ...sender,
  /** Whether emails about monthly reports are sent in office hours only. */
  IN_OFFICE_HOURS: flag,
});
