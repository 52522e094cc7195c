import * as z from 'zod/mini';
import { given, sender } from '../platform/environment.ts';

/** The variables of functions/reminders/remind-offices.lambda.ts. */
export const remindOfficesEnvironment = z.object({
  TABLE_NAME: given,
  ...sender,
});
