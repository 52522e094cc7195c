import { CsvError, parse } from 'csv-parse/sync';
import { ROW_LIMIT } from '../values/file-formats.ts';
import type { ReadTable } from '../values/read-table.ts';
import { unescapeFormula } from './formula-escaping.ts';
import { refusedTable, tableOf } from './raw-rows.ts';

/**
 * The longest row, in characters; real rows have at most a tenth of it. Without a limit, a file of one row takes
 * gigabytes.
 */
const ROW_LENGTH_LIMIT = 500_000;

const NOT_UTF8 = 'bukan UTF-8; di Excel pilih "CSV UTF-8" saat menyimpan';

/** Reads CSV with `;` in UTF-8, with or without byte order mark. Errors are in the table's problems. */
export function tableFromCsv(bytes: Uint8Array): ReadTable {
  if (isUtf16(bytes)) return refusedTable(0, `berkode UTF-16, ${NOT_UTF8}`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refusedTable(firstBrokenLine(bytes), NOT_UTF8);
  }
  try {
    // One row above the limit shows that the file is too long.
    const records = parse(text, {
      delimiter: ';',
      relax_column_count: true,
      to: ROW_LIMIT + 2,
      max_record_size: ROW_LENGTH_LIMIT,
    });
    const [heading = []] = records;
    if (heading.length === 1 && /[,\t]/.test(heading.join())) {
      return refusedTable(1, 'kolom dipisahkan dengan koma atau tab; pisahkan dengan titik koma (;)');
    }
    return withShortRows(tableOf(records.map((record, index) => ({ number: index + 1, cells: record.map(readCell) }))));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refusedTable(Number(error.lines ?? 0), MESSAGES[error.code] ?? MESSAGES.CSV_QUOTE_NOT_CLOSED);
  }
}

const MESSAGES: Readonly<Record<string, string>> & { readonly CSV_QUOTE_NOT_CLOSED: string } = {
  CSV_QUOTE_NOT_CLOSED: 'tanda kutip dibuka dan tidak ditutup; berkas mungkin terpotong',
  CSV_INVALID_CLOSING_QUOTE: 'setelah tanda kutip penutup harus ada titik koma (;) atau akhir baris',
  CSV_MAX_RECORD_SIZE: 'baris ini terlalu panjang; mungkin ada tanda kutip yang tidak ditutup',
  INVALID_OPENING_QUOTE: 'tanda kutip di tengah isian; gandakan tanda kutip di dalam isian yang dikutip',
};

/** Reports short rows: a truncated file ends within a row. */
function withShortRows(table: ReadTable): ReadTable {
  const width = table.heading.length;
  const short = table.rows.filter(({ cells }) => cells.length < width);
  const problems = short.map(({ number, cells }) => ({
    row: number,
    column: '',
    message: `hanya ${cells.length} dari ${width} kolom; berkas mungkin terpotong`,
  }));
  return { ...table, problems: [...table.problems, ...problems] };
}

function readCell(cell: string): string {
  return unescapeFormula(cell.replaceAll('\r\n', '\n'));
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** The first line that is not valid UTF-8. */
function firstBrokenLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    try {
      decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    start = end < 0 ? bytes.length : end + 1;
  }
  return 0;
}
