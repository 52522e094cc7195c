import * as z from 'zod';

// Apart from the rest of files in and out, for every function that knows runs bundles it.

/** What comes in and goes out as a file: a table of columns each (functions/imports/columns.ts). */
export const TABLE_NAMES = ['forums', 'commitments', 'offices', 'readings'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/** What an import run is given: what the rows are, and the file that was uploaded. */
export const importInput = z.strictObject({
  what: z.enum(TABLE_NAMES),
  uploadId: z.string().regex(/^[0-9a-f]{20}$/),
});
