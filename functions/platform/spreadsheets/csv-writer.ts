import { type Options, stringify } from 'csv-stringify/sync';
import { type Cell, numberInFile, type Sheet } from '../values/cells.ts';
import { guarded } from './formula-escaping.ts';

const FORM = {
  delimiter: ';',
  record_delimiter: 'windows',
  escape_formulas: true,
  // A line feed alone is no end of a record here, but it is to others.
  quoted_match: /[\r\n]/,
  cast: { number: numberInFile },
} as const satisfies Options;

/** Rows that are written at once: the library holds several copies of what it writes. */
const ROWS_AT_ONCE = 500;

/**
 * A table as CSV that Excel opens by a double click in Indonesia: UTF-8 with byte order mark, `;`, decimal commas, ISO
 * dates, lines as RFC 4180 ends them. A text that Excel would take for a formula is defused by an apostrophe before it
 * (OWASP: CSV injection); `restored` takes it away again.
 */
export function csvOf({ heading, rows }: Sheet): string {
  const parts = [stringify([heading], { ...FORM, bom: true })];
  let waiting: (readonly Cell[])[] = [];
  for (const row of rows) {
    waiting.push(row.map(written));
    if (waiting.length < ROWS_AT_ONCE) continue;
    parts.push(stringify(waiting, FORM));
    waiting = [];
  }
  return [...parts, stringify(waiting, FORM)].join('');
}

/** Tables in one such file, below each other: each under its name and its heading, after an empty line. */
export function csvOfSheets(title: string, sheets: readonly Sheet[]): string {
  return csvOf({ name: title, heading: [title], rows: sheets.flatMap(inSection) });
}

function inSection({ name, heading, rows }: Sheet): readonly (readonly Cell[])[] {
  return [[], [name], heading, ...rows];
}

function written(cell: Cell): string | number | undefined {
  if (typeof cell === 'object') return cell.day;
  return typeof cell === 'string' ? guarded(cell) : cell;
}
