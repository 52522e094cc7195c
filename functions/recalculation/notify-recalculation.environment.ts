import * as z from 'zod/mini';
import { given, sender } from '../platform/environment.ts';

/** The variables of functions/recalculation/notify-recalculation.lambda.ts. */
export const notifyRecalculationEnvironment = z.object({
  TABLE_NAME: given,
  ...sender,
});
