import type { ReadCell } from '../values/cells.ts';
import { ROW_LIMIT } from '../values/file-formats.ts';
import type { ReadTable } from '../values/read-table.ts';

/** A row as it stands in a file, whatever is in it. */
export interface RawRow {
  readonly number: number;
  readonly cells: readonly ReadCell[];
}

/** The most columns: Excel goes to XFD, and no table of ours so far. */
export const COLUMN_LIMIT = 200;

/** A table that cannot be read, and why. */
export function refusedTable(row: number, message: string): ReadTable {
  return { heading: [], rows: [], problems: [{ row, column: '', message }] };
}

/** A table from its rows, the first of which is the heading. */
export function tableOf(raw: readonly RawRow[]): ReadTable {
  const [first, ...rest] = raw;
  const titles = (first?.cells ?? []).map((cell) => (typeof cell === 'string' ? cell.trim() : ''));
  const width = titles.findLastIndex((title) => title !== '') + 1;
  const heading = titles.slice(0, width);
  if (width === 0) return refusedTable(1, 'baris pertama harus memuat judul kolom');
  if (width > COLUMN_LIMIT) return refusedTable(1, `lebih dari ${COLUMN_LIMIT} kolom`);
  // Empty ones, too: reading stops there, and what may follow them would be left out.
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
