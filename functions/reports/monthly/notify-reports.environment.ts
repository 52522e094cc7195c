import * as z from 'zod';
import { flag, mailVariables, nonEmpty } from '../../platform/environment.ts';

/** The variables of functions/reports/monthly/notify-reports.lambda.ts. */
export const notifyReportsEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  ...mailVariables,
  /** Whether emails about monthly reports are sent in office hours only. */
  IN_OFFICE_HOURS: flag,
});
