import * as z from 'zod';
import { nonEmpty } from '../platform/environment.ts';

export const importRecordsEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  LIFECYCLE_ARN: nonEmpty,
  IMPORT_BUCKET: nonEmpty,
});
