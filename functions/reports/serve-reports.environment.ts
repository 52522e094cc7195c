import * as z from 'zod';
import { given, session } from '../platform/environment.ts';

export const serveReportsEnvironment = z.object({
  ...session,
  /** Id of the user pool client of programs. */
  API_CLIENT_ID: given,
});
