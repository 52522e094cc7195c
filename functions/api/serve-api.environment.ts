import * as z from 'zod';
import { accountVariables, nonEmpty, runVariables } from '../platform/environment.ts';

export const serveApiEnvironment = z.object({
  ...accountVariables,
  TABLE_NAME: nonEmpty,
  EVIDENCE_BUCKET: nonEmpty,
  IMPORT_BUCKET: nonEmpty,
  LIFECYCLE_ARN: nonEmpty,
  ...runVariables,
});
