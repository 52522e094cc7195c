import { tableFromFile } from '../../functions/platform/spreadsheets/spreadsheet-reader.ts';
import type { Cell } from '../../functions/platform/values/cells.ts';

const ROWS: readonly (readonly Cell[])[] = [
  ['a', 74.4, { day: '2024-11-01' }],
  ['b', 390_777, undefined],
];

/** A small table with a cell of every kind. */
export const SHEET = { name: 'indikator', heading: ['kunci', 'nilai', 'per tanggal'], rows: ROWS };

/** The problems of a file, as `row column: message`. */
export async function problemsInFile(bytes: Uint8Array): Promise<readonly string[]> {
  const { problems } = await tableFromFile(bytes);
  return problems.map(({ row, column, message }) => `${row} ${column}: ${message}`);
}
