import { dayOfSerial, type ReadCell } from '../values/cells.ts';
import { ROW_LIMIT } from '../values/file-formats.ts';
import type { FileProblem, ReadTable } from '../values/read-table.ts';
import { unescapeFormula } from './formula-escaping.ts';
import { COLUMN_LIMIT, type RawRow, refusedTable, tableOf } from './raw-rows.ts';
import { unescaped, WorkbookUnreadableError, XlsxPackage } from './xlsx-package.ts';
import { dayStyles, firstSheet, sharedStrings } from './xlsx-workbook.ts';

/** The longest text that Excel allows in a cell. */
const TEXT_LIMIT = 32_767;

const FORMULA = 'berisi rumus; salin lalu tempel sebagai nilai (Tempel Khusus, Nilai)';

/** The offset of workbooks that count days from 1904 (Excel for Macintosh). */
const DAYS_TO_1904 = 1_462;

/** What decoding cells requires: shared strings, date styles and date system. */
interface Workbook {
  readonly texts: readonly string[];
  readonly dayStyles: ReadonlySet<string>;
  readonly is1904: boolean;
}

/** Reads the first visible sheet of an XLSX workbook. Errors are in the table's problems. */
export async function tableFromXlsx(bytes: Uint8Array): Promise<ReadTable> {
  try {
    const parts = await XlsxPackage.open(bytes);
    const { sheet, texts, styles, is1904 } = await firstSheet(parts);
    const workbook = { texts: await sharedStrings(parts, texts), dayStyles: await dayStyles(parts, styles), is1904 };
    const { rows, merged } = await sheetRows(parts, sheet, workbook);
    const table = tableOf(rows);
    return { ...table, problems: [...table.problems, ...merged.map((range) => mergedProblem(range, table.heading))] };
  } catch (error) {
    if (!(error instanceof WorkbookUnreadableError)) throw error;
    return refusedTable(0, error.message);
  }
}

function mergedProblem(range: string, heading: readonly string[]): FileProblem {
  const { row, column } = placeOf(range);
  const message = `sel digabungkan (${range}); pisahkan, lalu isi setiap sel`;
  return { row, column: heading[column] ?? '', message };
}

/** A cell during parsing. */
interface OpenCell {
  readonly column: number;
  readonly type: string | undefined;
  readonly style: string | undefined;
  text: string;
  isFormula: boolean;
}

async function sheetRows(parts: XlsxPackage, sheet: string, workbook: Workbook) {
  const rows: RawRow[] = [];
  const merged: string[] = [];
  let row: { number: number; cells: ReadCell[] } = { number: 0, cells: [] };
  let cell: OpenCell | undefined;
  let isText = false;
  await parts.walk(sheet, {
    open(name, attribute) {
      if (name === 'row') row = { number: Number.parseInt(attribute('r') ?? '', 10) || row.number + 1, cells: [] };
      else if (name === 'c') {
        const at = attribute('r');
        const column = at === undefined ? row.cells.length : placeOf(at).column;
        cell = { column, type: attribute('t'), style: attribute('s'), text: '', isFormula: false };
      } else if (name === 'f' && cell !== undefined) cell.isFormula = true;
      else if (name === 'v' || name === 't') isText = true;
      else if (name === 'mergeCell') merged.push(attribute('ref') ?? '');
    },
    text(text) {
      if (isText && cell !== undefined && cell.text.length < TEXT_LIMIT) cell.text += text;
    },
    close(name) {
      if (name === 'v' || name === 't') isText = false;
      else if (name === 'row') rows.push(row);
      else if (name === 'c' && cell !== undefined) {
        if (cell.column < COLUMN_LIMIT) row.cells[cell.column] = valueOfCell(cell, workbook);
        cell = undefined;
      }
    },
    isDone: () => rows.length > ROW_LIMIT + 1,
  });
  // Array.from replaces holes, for cells that the file omits, with undefined.
  return { rows: rows.map(({ number, cells }) => ({ number, cells: Array.from(cells) })), merged };
}

function valueOfCell({ type, style, text, isFormula }: OpenCell, { texts, dayStyles, is1904 }: Workbook): ReadCell {
  if (isFormula) return { unfit: FORMULA };
  if (text === '') return undefined;
  switch (type) {
    case 's':
      return unescapeFormula(texts[Number(text)] ?? '');
    case 'inlineStr':
    case 'str':
      return unescapeFormula(unescaped(text));
    case 'b':
      return text === '1' ? 'TRUE' : 'FALSE';
    case 'e':
      return { unfit: `berisi galat Excel (${text})` };
    case 'd':
      return { day: text.slice(0, 10) };
    default: {
      const value = Number(text);
      if (Number.isNaN(value)) return { unfit: 'bukan angka' };
      return dayStyles.has(style ?? '') ? { day: dayOfSerial(value + (is1904 ? DAYS_TO_1904 : 0)) } : value;
    }
  }
}

/** The row (from 1) and column (from 0) of a reference such as C7; for a range, those of its first cell. */
function placeOf(place: string): { readonly row: number; readonly column: number } {
  const [, letters = '', digits = '0'] = /^\$?([A-Z]{1,3})\$?(\d+)/.exec(place) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits), column: Math.max(column, 0) };
}
