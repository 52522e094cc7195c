import type { LocalDate } from '../values/local-date.ts';

/** A day in a table, told from a text so that a spreadsheet can count with it. */
export interface DayCell {
  readonly day: LocalDate;
}

/** What stands in a cell of a table that people open in a spreadsheet; undefined where nothing does. */
export type Cell = string | number | DayCell | undefined;

/** Whether two cells hold the same. */
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
