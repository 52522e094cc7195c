import * as z from 'zod';
import { CONTENT_TYPES } from '../platform/values/file-formats.ts';
import { fileProblem } from '../platform/values/read-table.ts';
import { text } from '../platform/values/text.ts';

/** The largest import file, in bytes. */
export const UPLOAD_SIZE_LIMIT = 10 * 1024 * 1024;

/** The announcement of an import file. */
export const uploadFile = z.strictObject({
  name: text(200).refine((name) => !/[/\\\n]/.test(name), 'tidak boleh memuat garis miring atau baris baru'),
  contentType: z.enum(CONTENT_TYPES),
  size: z.int().min(1).max(UPLOAD_SIZE_LIMIT),
});
export type UploadFile = z.infer<typeof uploadFile>;

/** The most problems in a result; a last one counts the rest. */
export const PROBLEM_LIMIT = 500;

/** The largest size of the problems, in bytes: Step Functions limits a state's output to 256 KB. */
export const PROBLEMS_SIZE = 180_000;

/** The result of an import, final or intermediate. */
export const importResult = z.object({
  rows: z.int(),
  /** New records; in a dry run, those that it would create. */
  created: z.int(),
  /** Rows equal to stored records. */
  unchanged: z.int(),
  problems: z.array(fileProblem),
});
export type ImportResult = z.infer<typeof importResult>;

/** The tables for import and export; functions/imports/columns.ts has their columns. */
export const TABLE_NAMES = ['forums', 'commitments', 'offices', 'readings'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

export const importInput = z.strictObject({
  what: z.enum(TABLE_NAMES),
  uploadId: z.string().regex(/^[0-9a-f]{20}$/),
});
