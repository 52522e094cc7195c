import type { TableName } from '../../functions/imports/transfers.ts';
import { csvOf } from '../../functions/platform/spreadsheets/csv-writer.ts';
import { xlsxOf } from '../../functions/platform/spreadsheets/xlsx-writer.ts';
import type { Cell } from '../../functions/platform/values/cells.ts';

/** Cells by the titles of their columns. */
export type Row = Readonly<Record<string, Cell>>;

/** A table with every column that a row names. */
export function sheetOf(rows: readonly Row[]) {
  const heading = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { name: 'Data', heading, rows: rows.map((row) => heading.map((title) => row[title])) };
}

export function csvFile(rows: readonly Row[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(csvOf(sheetOf(rows))));
}

export function xlsxFile(rows: readonly Row[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(xlsxOf([sheetOf(rows)]));
}

export const FORUM_ROW: Row = {
  kunci: 'palopo-2026-02',
  daerah: '73.73 Kota Palopo',
  jenis: 'kemitraan-faskes',
  nama: 'Forum Kemitraan Fasilitas Kesehatan',
  tanggal: { day: '2026-02-10' },
  'ketelitian tanggal': 'hari',
  tempat: 'Ruang Rapat Sekretaris Daerah',
  pimpinan: '73.73-kepala-daerah',
  sekretariat: 'bpjs-cabang-palopo | 73.73-sekda',
  peserta: '73.73-dinkes',
  'penerbit sumber': 'Humas Kota Palopo',
  'judul sumber': 'Notula forum',
};

/** A commitment of `FORUM_ROW`. */
export const COMMITMENT_ROW: Row = {
  kunci: 'loket',
  forum: 'palopo-2026-02',
  daerah: '73.73 Kota Palopo',
  komitmen: 'Menambah loket pendaftaran agar antrean berkurang',
  'komitmen (Inggris)': undefined,
  kategori: 'antrean',
  dasar: 'dinyatakan',
  'instansi pendukung': '73.73-puskesmas | 73.73-rsud',
  sumber: 'Notula forum',
};

export const OFFICE_ROW: Row = {
  kunci: '73.73-dishub',
  nama: 'Dinas Perhubungan Kota Palopo',
  jenis: 'perangkat daerah',
  daerah: '73.73 Kota Palopo',
  melayani: '73.73 Kota Palopo',
  'zona waktu': 'Asia/Makassar',
  atasan: '73.73-sekda',
  surel: 'dishub.7373@example.org',
};

export const READING_ROW: Row = {
  daerah: '72.71 Kota Palu',
  indikator: 'active-share',
  nilai: 79.76,
  satuan: 'persen',
  'per tanggal': { day: '2024-11-01' },
  pembilang: 311_693,
  penyebut: 390_777,
  'penyebut berupa': 'peserta terdaftar',
  status: 'dinyatakan',
  sumber: 'ANTARA',
};

/** A valid row of each kind. */
export const ROWS: Readonly<Record<TableName, Row>> = {
  forums: FORUM_ROW,
  commitments: COMMITMENT_ROW,
  offices: OFFICE_ROW,
  readings: READING_ROW,
};
