import * as z from 'zod/mini';
import { given } from '../platform/environment.ts';

/** The variables of functions/imports/serve-registers.lambda.ts. */
export const serveRegistersEnvironment = z.object({
  TABLE_NAME: given,
  /** Name of the bucket for import files. */
  IMPORT_BUCKET: given,
});
