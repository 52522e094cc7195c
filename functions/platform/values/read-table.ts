import * as z from 'zod';
import type { ReadCell } from './cells.ts';

/** A problem of a file: spreadsheet row (0 for the whole file), column heading and reason. */
export const fileProblem = z.object({ row: z.int(), column: z.string(), message: z.string() });
export type FileProblem = z.infer<typeof fileProblem>;

/** A table read from a file. Rows have spreadsheet row numbers; empty rows are left out. */
export interface ReadTable {
  readonly heading: readonly string[];
  readonly rows: readonly { readonly number: number; readonly cells: readonly ReadCell[] }[];
  /** Problems found while reading, such as unreadable rows. */
  readonly problems: readonly FileProblem[];
}
