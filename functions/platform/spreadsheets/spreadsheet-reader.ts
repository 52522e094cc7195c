import type { ReadTable } from '../values/read-table.ts';
import { tableFromCsv } from './csv-reader.ts';
import { refusedTable } from './raw-rows.ts';
import { tableFromXlsx } from './xlsx-reader.ts';

// File signatures; names and content types from clients are unreliable.
const ZIP = [0x50, 0x4b];
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];

/** Reads an XLSX or CSV file. Errors are in the table's problems. */
export async function tableFromFile(bytes: Uint8Array): Promise<ReadTable> {
  const begins = (mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);
  if (begins(ZIP)) return await tableFromXlsx(bytes);
  if (begins(OLD_OFFICE)) {
    return refusedTable(0, 'berformat .xls lama atau dikunci sandi; simpan sebagai .xlsx tanpa sandi');
  }
  return tableFromCsv(bytes);
}
