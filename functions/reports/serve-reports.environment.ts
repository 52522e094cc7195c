import * as z from 'zod';
import { nonEmpty, sessionVariables } from '../platform/environment.ts';

/** The variables of functions/reports/serve-reports.lambda.ts. */
export const serveReportsEnvironment = z.object({
  ...sessionVariables,
  /** Id of the user pool client for programs. */
  API_CLIENT_ID: nonEmpty,
});
