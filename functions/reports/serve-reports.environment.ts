import * as z from 'zod';
import { nonEmpty, sessionVariables } from '../platform/environment.ts';

export const serveReportsEnvironment = z.object({
  ...sessionVariables,
  /** Id of the user pool client of programs. */
  API_CLIENT_ID: nonEmpty,
});
