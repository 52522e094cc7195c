import type { LocalDate } from './local-date.ts';

/** A date cell, distinct from text so that spreadsheets can calculate with it. */
export interface DayCell {
  readonly day: LocalDate;
}

/** A cell of an exported table; undefined if empty. */
export type Cell = string | number | DayCell | undefined;

export function isSameCell(one: Cell, other: Cell): boolean {
  return one === other || (typeof one === 'object' && typeof other === 'object' && one.day === other.day);
}

/** A table to export. Rows may be generated lazily. */
export interface Sheet {
  readonly name: string;
  readonly heading: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

// Without grouping or exponent, so that Excel in Indonesia and our import read a number. The smallest stored number,
// 1e-9, may have its last digit at the 26th decimal place.
const plain = new Intl.NumberFormat('id-ID', { useGrouping: false, maximumFractionDigits: 30 });

/** A number for CSV, with a decimal comma: 390777 or 74,4. */
export function numberInFile(value: number): string {
  return plain.format(value);
}

/** A number for people: 390.777 or 79,76. */
export function formattedNumber(value: number): string {
  return new Intl.NumberFormat('id-ID', { maximumFractionDigits: 9 }).format(value);
}

/** A cell whose value is refused, with the reason in Bahasa Indonesia. */
export interface Unfit {
  readonly unfit: string;
}

export type ReadCell = Cell | Unfit;

export function isUnfit(value: unknown): value is Unfit {
  return typeof value === 'object' && value !== null && 'unfit' in value;
}

/** A cell as text or number, dates in ISO 8601; undefined if blank. */
export function plainCell(cell: Cell): string | number | undefined {
  if (typeof cell === 'number' || cell === undefined) return cell;
  const text = (typeof cell === 'string' ? cell : cell.day).trim();
  return text === '' ? undefined : text;
}

const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** The date of an Excel serial number. */
export function dayOfSerial(serial: number): string {
  return new Date(DAY_ZERO + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10);
}
