import * as z from 'zod';
import { given } from '../platform/environment.ts';

/** The variables of functions/lifecycle/restart-execution.lambda.ts. */
export const restartExecutionEnvironment = z.object({
  TABLE_NAME: given,
  LIFECYCLE_ARN: given,
});
