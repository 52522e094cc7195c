import type { ReadCell } from '../values/cells.ts';
import { ROW_LIMIT } from '../values/file-formats.ts';
import type { ReadTable } from '../values/read-table.ts';

/** An unvalidated row of a file. */
export interface RawRow {
  readonly number: number;
  readonly cells: readonly ReadCell[];
}

/** Excel allows 16,384 columns; our tables have far fewer. */
export const COLUMN_LIMIT = 200;

export function refusedTable(row: number, message: string): ReadTable {
  return { heading: [], rows: [], problems: [{ row, column: '', message }] };
}

/** A table from its rows; the first one is the heading. */
export function tableOf(raw: readonly RawRow[]): ReadTable {
  const [first, ...rest] = raw;
  const titles = (first?.cells ?? []).map((cell) => (typeof cell === 'string' ? cell.trim() : ''));
  const width = titles.findLastIndex((title) => title !== '') + 1;
  const heading = titles.slice(0, width);
  if (width === 0) return refusedTable(1, 'baris pertama harus memuat judul kolom');
  if (width > COLUMN_LIMIT) return refusedTable(1, `lebih dari ${COLUMN_LIMIT} kolom`);
  // Counts empty rows too: the reader stops at the limit and would miss rows behind them.
  if (rest.length > ROW_LIMIT) {
    const limit = ROW_LIMIT.toLocaleString('id-ID');
    return refusedTable(0, `lebih dari ${limit} baris, termasuk yang kosong; bagi menjadi beberapa berkas`);
  }
  const rows = rest.filter(({ cells }) => cells.some((cell) => cell !== undefined && cell !== ''));
  if (rows.length === 0) return refusedTable(0, 'tidak memuat baris selain judul kolom');
  const problems = rows
    .filter(({ cells }) => cells.slice(width).some((cell) => cell !== undefined && cell !== ''))
    .map(({ number }) => ({ row: number, column: '', message: `lebih dari ${width} kolom` }));
  return { heading, rows, problems };
}
