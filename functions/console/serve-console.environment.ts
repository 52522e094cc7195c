import * as z from 'zod';
import { accountVariables, nonEmpty, runVariables, sessionVariables } from '../platform/environment.ts';

export const serveConsoleEnvironment = z.object({
  ...sessionVariables,
  ...runVariables,
  ...accountVariables,
  REPORT_BUCKET: nonEmpty,
});
