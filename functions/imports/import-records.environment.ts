import * as z from 'zod';
import { given } from '../platform/environment.ts';

/** The variables of functions/imports/import-records.lambda.ts. */
export const importRecordsEnvironment = z.object({
  TABLE_NAME: given,
  LIFECYCLE_ARN: given,
  /** Name of the bucket for import files. */
  IMPORT_BUCKET: given,
});
