import * as z from 'zod';
import { given } from '../platform/environment.ts';

/** The variables of functions/lifecycle/renew-commitments.lambda.ts. */
export const renewCommitmentsEnvironment = z.object({
  TABLE_NAME: given,
  LIFECYCLE_ARN: given,
});
