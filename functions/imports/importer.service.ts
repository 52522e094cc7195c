import type { Actor } from '../people/actors.ts';
import { mapConcurrently } from '../platform/values/concurrency.ts';
import type { InputProblem } from '../platform/values/errors.ts';
import { InputRefusedError } from '../platform/values/errors.ts';
import type { FileProblem, ReadTable } from '../platform/values/read-table.ts';
import { differences, headingProblems, rowsOf, titleAt } from './table-rows.ts';
import type { TableName } from './transfers.ts';

export interface ImportContext {
  readonly by: Actor;
  readonly now: Date;
}

/** A parsed row with its number in the file. */
export interface ImportEntry<Row> {
  readonly number: number;
  readonly row: Row;
  /** Filled columns that must be empty in new rows. */
  readonly later: readonly string[];
}

/** The status of a row: new, already stored with equal content, or refused with these problems. */
export type RowStatus = 'new' | 'known' | readonly InputProblem[];

/** The import rules of one kind of record. */
export interface RowImport<Row> {
  readonly name: TableName;
  readonly concurrency: number;
  /** @throws InputRefusedError the record is invalid */
  rowOf(record: Readonly<Record<string, unknown>>): Row;
  /** The unique key of a row, and the path of its field. */
  keyOf(row: Row): readonly [key: string, path: string];
  /** Sorts rows for entering; file order unless given. */
  inOrder?(entries: readonly ImportEntry<Row>[]): readonly ImportEntry<Row>[];
  statusesOf(
    rows: readonly ImportEntry<Row>[],
    file: { readonly heading: readonly string[]; readonly all: readonly ImportEntry<Row>[] },
    at: ImportContext,
  ): Promise<readonly RowStatus[]>;
  /** Enters a new row. Idempotent. */
  enter(row: Row, at: ImportContext): Promise<void>;
}

/** The result of checking a batch of rows; `next` is the next start. */
export interface Checked {
  readonly created: number;
  readonly unchanged: number;
  readonly problems: readonly FileProblem[];
  readonly next?: number;
}

/** The result of entering a batch of rows. */
export interface Entered {
  readonly created: number;
  /** Rows that others entered with other content since the check. */
  readonly refused: number;
  readonly problems: readonly FileProblem[];
  readonly next?: number;
}

/** The valid rows of a file, and the problems of the others. */
interface ParsedFile<Row> {
  readonly entries: readonly ImportEntry<Row>[];
  readonly problems: readonly FileProblem[];
}

/** The import of one kind of file. Check the whole file without problems before entering any row. */
export interface Importer {
  check(table: ReadTable, from: number, at: ImportContext): Promise<Checked>;
  enter(table: ReadTable, from: number, at: ImportContext): Promise<Entered>;
}

/** Batch sizes of the workflow's steps. */
const CHECKED_AT_ONCE = 2_000;
const ENTERED_AT_ONCE = 250;

export function importerOf<Row>(rules: RowImport<Row>): Importer {
  const { name } = rules;

  // Parses a file once for all its steps.
  const before = new WeakMap<ReadTable, ParsedFile<Row>>();
  const parsedFile = (table: ReadTable): ParsedFile<Row> => {
    const known = before.get(table) ?? parse(table);
    before.set(table, known);
    return known;
  };

  const parse = (table: ReadTable): ParsedFile<Row> => {
    const heading = table.heading.length === 0 ? [] : headingProblems(name, table.heading);
    if (heading.length > 0) return { entries: [], problems: [...table.problems, ...heading] };
    const read = rowsOf(name, table);
    const problems = [...table.problems, ...read.problems];
    const broken = new Set(read.problems.map(({ row }) => row));
    const entries: ImportEntry<Row>[] = [];
    for (const { row: number, record, later } of read.rows) {
      const found = rowOrProblems(rules, record);
      // A refused cell already has a problem; do not report it as missing too.
      if ('problems' in found) {
        if (!broken.has(number)) problems.push(...found.problems.map((problem) => inFile(number, problem)));
      } else if (!broken.has(number)) entries.push({ number, row: found.row, later });
    }
    return { entries: rules.inOrder?.(entries) ?? entries, problems: [...problems, ...duplicates(entries)] };
  };

  const inFile = (number: number, { path, message }: InputProblem): FileProblem => ({
    row: number,
    column: titleAt(name, path),
    message,
  });

  const duplicates = (entries: readonly ImportEntry<Row>[]): readonly FileProblem[] => {
    const first = new Map<string, number>();
    return entries.flatMap(({ number, row }) => {
      const [key, path] = rules.keyOf(row);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, number);
      return earlier === undefined ? [] : [inFile(number, { path, message: `sama dengan baris ${earlier}` })];
    });
  };

  const problemsIn = (some: readonly ImportEntry<Row>[], statuses: readonly RowStatus[]): readonly FileProblem[] =>
    some.flatMap((entry, index) => problemsOf(statuses[index], entry).map((one) => inFile(entry.number, one)));

  return {
    async check(table, from, at) {
      const { entries, problems } = parsedFile(table);
      const some = entries.slice(from, from + CHECKED_AT_ONCE);
      const statuses = await rules.statusesOf(some, { heading: table.heading, all: entries }, at);
      const next = from + CHECKED_AT_ONCE;
      return {
        created: statuses.filter((status) => status === 'new').length,
        unchanged: statuses.filter((status) => status === 'known').length,
        problems: [...(from === 0 ? problems : []), ...problemsIn(some, statuses)],
        ...(next < entries.length ? { next } : {}),
      };
    },

    async enter(table, from, at) {
      const { entries } = parsedFile(table);
      const some = entries.slice(from, from + ENTERED_AT_ONCE);
      const statuses = await rules.statusesOf(some, { heading: table.heading, all: entries }, at);
      const fresh = some.filter((_, index) => statuses[index] === 'new');
      await mapConcurrently(fresh, ({ row }) => rules.enter(row, at), rules.concurrency);
      const next = from + ENTERED_AT_ONCE;
      return {
        created: fresh.length,
        refused: statuses.filter((status) => status !== 'new' && status !== 'known').length,
        problems: problemsIn(some, statuses),
        ...(next < entries.length ? { next } : {}),
      };
    },
  };
}

function rowOrProblems<Row>(
  rules: RowImport<Row>,
  record: Readonly<Record<string, unknown>>,
): { readonly row: Row } | { readonly problems: readonly InputProblem[] } {
  try {
    return { row: rules.rowOf(record) };
  } catch (error) {
    if (!(error instanceof InputRefusedError)) throw error;
    return { problems: error.problems };
  }
}

function problemsOf<Row>(status: RowStatus | undefined, { later }: ImportEntry<Row>): readonly InputProblem[] {
  if (status === 'new') {
    return later.map((path) => ({ path, message: 'terisi lewat tindakan setelah komitmen dicatat; kosongkan' }));
  }
  return status === 'known' || status === undefined ? [] : status;
}

/** The problems that a check reports; none if it passes. */
export function refusalOf(check: () => unknown): readonly InputProblem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof InputRefusedError)) throw error;
    return error.problems;
  }
}

/** The status of a row whose key exists: imports add records and change none. */
export function compareRow(name: TableName, heading: readonly string[], row: object, there: object): RowStatus {
  const [first, ...others] = differences(name, heading, row, there);
  if (first === undefined) return 'known';
  const titles = [first, ...others].map(({ title }) => title).join(', ');
  return [{ path: first.at, message: `sudah ada dengan isi lain (${titles}); impor tidak mengubah yang sudah ada` }];
}
