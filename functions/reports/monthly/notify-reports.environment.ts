import * as z from 'zod';
import { flag, mailVariables, nonEmpty } from '../../platform/environment.ts';

export const notifyReportsEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  ...mailVariables,
  /** Whether letters are sent in office hours only. */
  IN_OFFICE_HOURS: flag,
});
