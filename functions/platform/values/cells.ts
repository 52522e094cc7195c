import type { LocalDate } from './local-date.ts';

/** A day in a table, told from a text so that a spreadsheet can count with it. */
export interface DayCell {
  readonly day: LocalDate;
}

/** A cell of a table that people open in a spreadsheet; undefined if it is empty. */
export type Cell = string | number | DayCell | undefined;

/** Whether two cells have the same value. */
export function isSameCell(one: Cell, other: Cell): boolean {
  return one === other || (typeof one === 'object' && typeof other === 'object' && one.day === other.day);
}

/** A table for a file: its name, what stands above its columns, and its rows, which are taken one by one. */
export interface Sheet {
  readonly name: string;
  readonly heading: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

// Neither grouped nor with an exponent: in every such text Excel in Indonesia sees the number, and so does our import.
// The smallest number that we keep, 1e-9, has its last digit at the 26th place.
const plain = new Intl.NumberFormat('id-ID', { useGrouping: false, maximumFractionDigits: 30 });

/** A number as a file of texts has it, with the Indonesian comma: 390777, 74,4. */
export function numberInFile(value: number): string {
  return plain.format(value);
}

/** A number as people read it: 390.777, 79,76. */
export function numberInWords(value: number): string {
  return new Intl.NumberFormat('id-ID', { maximumFractionDigits: 9 }).format(value);
}

/** A cell of a file whose value cannot be taken, with the reason in Bahasa Indonesia. */
export interface Unfit {
  readonly unfit: string;
}

/** A cell as it was read. */
export type ReadCell = Cell | Unfit;

/** Whether a cell, or the value read from it, cannot be taken. */
export function isUnfit(value: unknown): value is Unfit {
  return typeof value === 'object' && value !== null && 'unfit' in value;
}

/** A cell as text or number: a day as its date; undefined where there is nothing in it. */
export function plainCell(cell: Cell): string | number | undefined {
  if (typeof cell === 'number' || cell === undefined) return cell;
  const text = (typeof cell === 'string' ? cell : cell.day).trim();
  return text === '' ? undefined : text;
}

const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** The day of a date that Excel keeps as a number. */
export function dayOfSerial(serial: number): string {
  return new Date(DAY_ZERO + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10);
}
