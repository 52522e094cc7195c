import * as z from 'zod';
import { given, session } from '../platform/environment.ts';

/** The variables of functions/reports/serve-reports.lambda.ts. */
export const serveReportsEnvironment = z.object({
  ...session,
  /** Id of the user pool client for programs. */
  API_CLIENT_ID: given,
});
