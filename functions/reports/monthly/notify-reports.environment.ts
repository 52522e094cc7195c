import * as z from 'zod';
import { flag, given, sender } from '../../platform/environment.ts';

export const notifyReportsEnvironment = z.object({
  TABLE_NAME: given,
  ...sender,
  /** Whether letters are sent in office hours only. */
  IN_OFFICE_HOURS: flag,
});
