import * as z from 'zod';
import { nonEmpty, runVariables } from '../platform/environment.ts';

export const serveApiEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  EVIDENCE_BUCKET: nonEmpty,
  IMPORT_BUCKET: nonEmpty,
  LIFECYCLE_ARN: nonEmpty,
  ...runVariables,
});
