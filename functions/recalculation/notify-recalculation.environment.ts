import * as z from 'zod';
import { mailVariables, nonEmpty } from '../platform/environment.ts';

/** The variables of functions/recalculation/notify-recalculation.lambda.ts. */
export const notifyRecalculationEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  ...mailVariables,
});
