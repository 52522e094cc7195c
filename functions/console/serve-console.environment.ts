import * as z from 'zod';
import { nonEmpty, sessionVariables } from '../platform/environment.ts';

export const serveConsoleEnvironment = z.object({
  ...sessionVariables,
  REPORT_BUCKET: nonEmpty,
});
