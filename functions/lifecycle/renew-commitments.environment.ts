import * as z from 'zod';
import { nonEmpty } from '../platform/environment.ts';

/** The variables of functions/lifecycle/renew-commitments.lambda.ts. */
export const renewCommitmentsEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  LIFECYCLE_ARN: nonEmpty,
});
