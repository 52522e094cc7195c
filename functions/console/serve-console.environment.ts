import * as z from 'zod';
import { nonEmpty, runVariables, sessionVariables } from '../platform/environment.ts';

export const serveConsoleEnvironment = z.object({
  ...sessionVariables,
  ...runVariables,
  REPORT_BUCKET: nonEmpty,
});
