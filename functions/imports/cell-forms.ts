import { type Cell, dayOfSerial } from '../platform/values/cells.ts';
import { findRegion } from '../regions/regions.ts';
import type { Column, FormName } from './columns.ts';

/** Converts values to cells and back. */
interface Form {
  readonly written: (value: unknown, column: Column) => Cell;
  /** Returns the unvalidated value, for the schemas, or an {@link Unfit} cell. */
  readonly read: (cell: string | number, column: Column) => unknown;
}

const BETWEEN = ' | ';
// A backslash escapes a `
// ` within an item.
const ITEM = /(?:\\.|[^\\|])+/gs;

/** Serial numbers of Excel for 1954 to 2119. No other number in a date column is in this range. */
const EXCEL_DAYS = [20_000, 80_000] as const;

const INDONESIAN_DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const INDONESIAN_NUMBER = /^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/;

export const FORMS: Readonly<Record<FormName, Form>> = {
  text: { written: (value, column) => inWords(asText(value), column), read: readText },
  number: { written: (value) => (typeof value === 'number' ? value : undefined), read: readNumber },
  day: { written: (value) => dayCell(asText(value)), read: readDay },
  partOfDay: { written: (value) => dayCell(asText(value)), read: readDay },
  region: { written: (value) => regionInWords(asText(value)), read: (cell) => readRegion(cell) },
  list: {
    written: (value) => asList(value).map(escapedItem).join(BETWEEN) || undefined,
    read: (cell) => items(String(cell)),
  },
  regions: {
    written: (value) =>
      asList(value)
        .map((code) => regionInWords(code))
        .join(BETWEEN) || undefined,
    read: (cell) => (typeof cell === 'number' ? [readRegion(cell)] : items(cell).map(readRegion)),
  },
};

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function inWords(value: string | undefined, { words }: Column): string | undefined {
  return value === undefined ? undefined : (words?.[value] ?? value);
}

function dayCell(value: string | undefined): Cell {
  // A month or year becomes its first day: Excel would turn it into a date anyway.
  return value === undefined ? undefined : { day: `${value}-01-01`.slice(0, 10) };
}

function readText(cell: string | number, { words }: Column): unknown {
  const text = String(cell);
  if (words === undefined) return text;
  const lowered = text.toLowerCase();
  const found = Object.entries(words).find(([code, word]) =>
    [code, word].some((name) => name.toLowerCase() === lowered),
  );
  return found?.[0] ?? { unfit: `harus salah satu dari: ${Object.values(words).join(', ')}` };
}

function readNumber(cell: string | number): unknown {
  if (typeof cell === 'number' || INDONESIAN_NUMBER.test(cell)) return cell;
  return { unfit: 'bukan angka; tulis seperti 390777, 390.777 atau 74,4' };
}

function readDay(cell: string | number): unknown {
  const [, day = '', month = '', year] = INDONESIAN_DAY.exec(String(cell)) ?? [];
  if (year !== undefined) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const serial = Number(cell);
  if (serial < EXCEL_DAYS[0] || serial > EXCEL_DAYS[1] || Number.isNaN(serial)) return String(cell);
  return {
    unfit: `berisi ${cell}, angka tanggal Excel; format sel sebagai tanggal, atau tulis ${dayOfSerial(serial)}`,
  };
}

// Includes the name: Excel in Indonesia takes a code such as 62.02 for a time of day.
function regionInWords(code: string | undefined): string | undefined {
  const name = code === undefined ? undefined : findRegion(code)?.name;
  return name === undefined ? code : `${code} ${name}`;
}

function readRegion(cell: string | number): unknown {
  const text = typeof cell === 'number' && !Number.isInteger(cell) ? cell.toFixed(2) : String(cell);
  const [, code = text, name] = /^(\d\d(?:\.\d\d)?)\s+(\S.*)$/.exec(text) ?? [];
  const known = findRegion(code);
  if (name === undefined || known === undefined || known.name.toLowerCase() === name.toLowerCase()) return code;
  return { unfit: `kode ${code} adalah ${known.name}, bukan ${name}; kode daerah mengikuti Kemendagri, bukan BPS` };
}

function items(text: string): string[] {
  return (text.match(ITEM) ?? []).map((item) => item.trim().replaceAll(/\\(.)/gs, '$1')).filter((item) => item !== '');
}

function escapedItem(item: string): string {
  return item.replaceAll(/[\\|]/g, '\\$&');
}
