import { type Cell, isSameCell, isUnfit, plainCell, type ReadCell, type Unfit } from '../platform/values/cells.ts';
import type { FileProblem, ReadTable } from '../platform/values/read-table.ts';
import { FORMS } from './cell-forms.ts';
import { COLUMNS, type Column } from './columns.ts';
import type { TableName } from './transfers.ts';

/** A parsed row, with the titles of its filled columns that must be empty in new rows. */
export interface TableRow {
  readonly row: number;
  readonly record: Readonly<Record<string, unknown>>;
  readonly later: readonly string[];
}

/** The column titles of an export. */
export function headingOf(name: TableName): readonly string[] {
  return openColumns(name).map(({ title }) => title);
}

export function cellsOf(name: TableName, record: object): readonly Cell[] {
  return openColumns(name).map((column) => cellOf(column, record));
}

/** Personal data is not exported. */
function openColumns(name: TableName): readonly Column[] {
  return COLUMNS[name].filter(({ isPersonal }) => isPersonal !== true);
}

function cellOf(column: Column, record: object): Cell {
  return FORMS[column.form].written(fieldAt(record, column.at.split('.')), column);
}

function fieldAt(record: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([key]) => key === name)?.[1]
        : undefined,
    record,
  );
}

/** The import columns of a file in which two records differ. */
export function differences(
  name: TableName,
  heading: readonly string[],
  one: object,
  other: object,
): readonly Column[] {
  return presentColumns(name, heading)
    .filter(({ out }) => out === undefined)
    .filter((column) => !isSameCell(cellOf(column, one), cellOf(column, other)));
}

/** The title of the column of a field or of its parts; the path itself if there is none. */
export function titleAt(name: TableName, path: string): string {
  const column =
    COLUMNS[name].find(({ at }) => at === path) ??
    COLUMNS[name].find(({ at }) => path.startsWith(`${at}.`) || at.startsWith(`${path}.`));
  return column?.title ?? path;
}

/** Checks the heading. Columns are matched by name, in any order. */
export function headingProblems(name: TableName, heading: readonly string[]): readonly FileProblem[] {
  const titles = heading.map(normalized);
  const known = COLUMNS[name].map(({ title }) => title);
  const problem = (column: string, message: string) => ({ row: 1, column, message });
  return [
    ...heading
      .filter((title) => !known.some((one) => normalized(one) === normalized(title)))
      .map((title) => problem(title, `kolom tidak dikenal; yang dikenal: ${known.join(', ')}`)),
    ...known
      .filter((title) => titles.filter((one) => one === normalized(title)).length > 1)
      .map((title) => problem(title, 'kolom ini ada dua kali')),
    ...COLUMNS[name]
      .filter(({ title, isNeeded }) => isNeeded === true && !titles.includes(normalized(title)))
      .map(({ title }) => problem(title, 'kolom ini wajib ada')),
  ];
}

/** Parses the rows of a table with a valid heading. */
export function rowsOf(
  name: TableName,
  table: ReadTable,
): { rows: readonly TableRow[]; problems: readonly FileProblem[] } {
  const columns = presentColumns(name, table.heading);
  const problems: FileProblem[] = [];
  const rows = table.rows.map(({ number, cells }): TableRow => {
    const record: Record<string, unknown> = {};
    const later: string[] = [];
    for (const [index, column] of columns.entries()) {
      const value = valueIn(cells[index], column);
      const unfit = isUnfit(value) ? value : column.out === undefined ? place(record, column, value) : undefined;
      if (unfit !== undefined) problems.push({ row: number, column: column.title, message: unfit.unfit });
      else if (value !== undefined && column.out === 'isLater') later.push(column.title);
    }
    return { row: number, record, later };
  });
  return { rows, problems };
}

function presentColumns(name: TableName, heading: readonly string[]): readonly Column[] {
  const byTitle = new Map(COLUMNS[name].map((column) => [normalized(column.title), column]));
  return heading.map((title) => byTitle.get(normalized(title))).filter((column) => column !== undefined);
}

function valueIn(cell: ReadCell, column: Column): unknown {
  if (isUnfit(cell)) return cell;
  const plain = plainCell(cell);
  if (plain === undefined) return undefined;
  const value = FORMS[column.form].read(plain, column);
  return Array.isArray(value) ? (value.find(isUnfit) ?? value) : value;
}

const IN_TWO_WAYS = { unfit: 'diberikan dua kali: isi kolom keseluruhannya, atau kolom bagian-bagiannya' };

/** Sets the value at the column's path. Refuses a field given both as a whole and in parts. */
function place(record: Record<string, unknown>, column: Column, value: unknown): Unfit | undefined {
  if (value === undefined && column.isNullable !== true) return undefined;
  const [first = '', part] = column.at.split('.');
  const within = record[first];
  if (within !== undefined && (part === undefined || typeof within === 'string')) return IN_TWO_WAYS;
  record[first] =
    part === undefined ? (value ?? null) : { ...(typeof within === 'object' ? within : {}), [part]: value };
  return undefined;
}

function normalized(title: string): string {
  return title.normalize('NFKC').trim().toLowerCase();
}
