import * as z from 'zod';
import { CONTENT_TYPES } from '../platform/values/file-formats.ts';
import { fileProblem } from '../platform/values/read-table.ts';
import { text } from '../platform/values/text.ts';

/** The largest file that is imported, in bytes. */
export const UPLOAD_SIZE_LIMIT = 10 * 1024 * 1024;

/** A file that an administrator announces for an import. */
export const uploadFile = z.strictObject({
  name: text(200).refine((name) => !/[/\\\n]/.test(name), 'tidak boleh memuat garis miring atau baris baru'),
  contentType: z.enum(CONTENT_TYPES),
  size: z.int().min(1).max(UPLOAD_SIZE_LIMIT),
});
export type UploadFile = z.infer<typeof uploadFile>;

/** The most problems that a run tells of; the rest are counted in a last one. */
export const PROBLEM_LIMIT = 500;

/** What they may take together, in bytes: a step of the workflow hands on 256 KB at most (quotas of Step Functions). */
export const PROBLEMS_SIZE = 180_000;

/** What came of an import, or has come of it so far: rows looked at, and what they are or have become. */
export const importResult = z.object({
  rows: z.int(),
  /** Rows of what was not there before; in a dry run what would be made. */
  created: z.int(),
  /** Rows of what was there already, just so. */
  unchanged: z.int(),
  problems: z.array(fileProblem),
});
export type ImportResult = z.infer<typeof importResult>;

/** The tables that are imported and exported; functions/imports/columns.ts has the columns of each. */
export const TABLE_NAMES = ['forums', 'commitments', 'offices', 'readings'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/** The input of an import: the kind of rows, and the uploaded file. */
export const importInput = z.strictObject({
  what: z.enum(TABLE_NAMES),
  uploadId: z.string().regex(/^[0-9a-f]{20}$/),
});
