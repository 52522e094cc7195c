import * as z from 'zod';
import { given, seconds } from '../platform/environment.ts';

/** The variables of functions/lifecycle/reconcile-commitments.lambda.ts. */
export const reconcileCommitmentsEnvironment = z.object({
  TABLE_NAME: given,
  LIFECYCLE_ARN: given,
  /** Seconds between the two checks of a reconciliation. */
  SECOND_LOOK_AFTER_SECONDS: seconds,
});
