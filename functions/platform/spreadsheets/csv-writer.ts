import { type Options, stringify } from 'csv-stringify/sync';
import { type Cell, numberInFile, type Sheet } from '../values/cells.ts';
import { escapeApostrophes } from './formula-escaping.ts';

const FORM = {
  delimiter: ';',
  record_delimiter: 'windows',
  escape_formulas: true,
  // Other readers take a single line feed for the end of a record.
  quoted_match: /[\r\n]/,
  cast: { number: numberInFile },
} as const satisfies Options;

/** Rows per call: csv-stringify holds several copies of its output. */
const ROWS_AT_ONCE = 500;

/**
 * A table as CSV that Excel in Indonesia opens by double click: UTF-8 with byte order mark, `;`, decimal commas, ISO
 * dates, CRLF (RFC 4180). Texts that Excel would take for formulas get an apostrophe (OWASP: CSV injection); {@link
 * unescapeFormula} removes it.
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

/** Several tables in one CSV file, each after an empty line and below its name and heading. */
export function csvOfSheets(title: string, sheets: readonly Sheet[]): string {
  return csvOf({ name: title, heading: [title], rows: sheets.flatMap(inSection) });
}

function inSection({ name, heading, rows }: Sheet): readonly (readonly Cell[])[] {
  return [[], [name], heading, ...rows];
}

function written(cell: Cell): string | number | undefined {
  if (typeof cell === 'object') return cell.day;
  return typeof cell === 'string' ? escapeApostrophes(cell) : cell;
}
