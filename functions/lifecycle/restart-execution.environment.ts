import * as z from 'zod';
import { nonEmpty } from '../platform/environment.ts';

/** The variables of functions/lifecycle/restart-execution.lambda.ts. */
export const restartExecutionEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  LIFECYCLE_ARN: nonEmpty,
});
