import * as z from 'zod';
import type { ReadCell } from './cells.ts';

/** A problem in a file: the row as a spreadsheet counts it (0: the whole file), the column's heading, and the reason. */
export const fileProblem = z.object({ row: z.int(), column: z.string(), message: z.string() });
export type FileProblem = z.infer<typeof fileProblem>;

/** A table as it was read from a file. Rows have the numbers that a spreadsheet shows; empty rows are left out. */
export interface ReadTable {
  readonly heading: readonly string[];
  readonly rows: readonly { readonly number: number; readonly cells: readonly ReadCell[] }[];
  /** Problems of the file as a whole. */
  readonly problems: readonly FileProblem[];
}
