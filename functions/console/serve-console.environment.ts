import * as z from 'zod';
import { given, session } from '../platform/environment.ts';

/** The variables of functions/console/serve-console.lambda.ts. */
export const serveConsoleEnvironment = z.object({
  ...session,
  /** Name of the bucket for monthly reports. */
  REPORT_BUCKET: given,
});
