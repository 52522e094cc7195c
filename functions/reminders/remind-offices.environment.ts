import * as z from 'zod';
import { mailVariables, nonEmpty } from '../platform/environment.ts';

/** The variables of functions/reminders/remind-offices.lambda.ts. */
export const remindOfficesEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  ...mailVariables,
});
