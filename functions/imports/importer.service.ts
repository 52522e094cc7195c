import type { Actor } from '../people/actors.ts';
import { mapConcurrently } from '../platform/values/concurrency.ts';
import type { InputProblem } from '../platform/values/errors.ts';
import { InputRefusedError } from '../platform/values/errors.ts';
import type { FileProblem, ReadTable } from '../platform/values/read-table.ts';
import { differences, headingProblems, rowsOf, titleAt } from './table-rows.ts';
import type { TableName } from './transfers.ts';

/** Whoever imports, and when. */
export interface ImportMoment {
  readonly by: Actor;
  readonly now: Date;
}

/** A row that has been understood, with the number that it has in its file. */
export interface ImportEntry<Row> {
  readonly number: number;
  readonly row: Row;
  /** Columns that a new row may not have, and this one has. */
  readonly later: readonly string[];
}

/** What a row is: of something new, of what is there just so, or what is wrong with it. */
export type LookUp = 'new' | 'known' | readonly InputProblem[];

/** What can be imported: how rows of it are understood, looked at and entered, by the rules of what they are. */
export interface Register<Row> {
  readonly name: TableName;
  /** How many rows are entered at once. */
  readonly concurrency: number;
  /** @throws InputRefusedError the record is none */
  rowOf(record: Readonly<Record<string, unknown>>): Row;
  /** By which a row is told from others, and the path of the field that it stands in. */
  keyOf(row: Row): readonly [key: string, path: string];
  /** The rows in the order in which they are entered; as in the file unless given. */
  inOrder?(entries: readonly ImportEntry<Row>[]): readonly ImportEntry<Row>[];
  look(
    rows: readonly ImportEntry<Row>[],
    file: { readonly heading: readonly string[]; readonly all: readonly ImportEntry<Row>[] },
    at: ImportMoment,
  ): Promise<readonly LookUp[]>;
  /** Enters what is new. Entered before, does nothing. */
  enter(row: Row, at: ImportMoment): Promise<void>;
}

/** What came of looking at some rows of a file; `next` is where to go on. */
export interface Checked {
  readonly created: number;
  readonly unchanged: number;
  readonly problems: readonly FileProblem[];
  readonly next?: number;
}

/** What came of entering some rows of a file. */
export interface Entered {
  readonly created: number;
  /** How many rows have been entered otherwise since they were checked, by somebody else, with what is wrong with them. */
  readonly refused: number;
  readonly problems: readonly FileProblem[];
  readonly next?: number;
}

/** All rows of a file that can be understood, and what is wrong with the others. */
interface Understood<Row> {
  readonly entries: readonly ImportEntry<Row>[];
  readonly problems: readonly FileProblem[];
}

/** The import of one kind of file. Nothing of it may be entered before all of it has been checked without a problem. */
export interface Importer {
  check(table: ReadTable, from: number, at: ImportMoment): Promise<Checked>;
  enter(table: ReadTable, from: number, at: ImportMoment): Promise<Entered>;
}

/** Rows that are looked at, and entered, in one step of the workflow. */
const CHECKED_AT_ONCE = 2_000;
const ENTERED_AT_ONCE = 250;

/** The import of what a register keeps. */
export function importerOf<Row>(register: Register<Row>): Importer {
  const { name } = register;

  // A file is gone through step by step, and need not be understood anew in each.
  const before = new WeakMap<ReadTable, Understood<Row>>();
  const understood = (table: ReadTable): Understood<Row> => {
    const known = before.get(table) ?? understand(table);
    before.set(table, known);
    return known;
  };

  const understand = (table: ReadTable): Understood<Row> => {
    const heading = table.heading.length === 0 ? [] : headingProblems(name, table.heading);
    if (heading.length > 0) return { entries: [], problems: [...table.problems, ...heading] };
    const read = rowsOf(name, table);
    const problems = [...table.problems, ...read.problems];
    const broken = new Set(read.problems.map(({ row }) => row));
    const entries: ImportEntry<Row>[] = [];
    for (const { row: number, record, later } of read.rows) {
      const found = rowOrProblems(register, record);
      // A cell that could not be read at all has said so; that it is now missing would be said twice.
      if ('problems' in found) {
        if (!broken.has(number)) problems.push(...found.problems.map((problem) => inFile(number, problem)));
      } else if (!broken.has(number)) entries.push({ number, row: found.row, later });
    }
    return { entries: register.inOrder?.(entries) ?? entries, problems: [...problems, ...twice(entries)] };
  };

  const inFile = (number: number, { path, message }: InputProblem): FileProblem => ({
    row: number,
    column: titleAt(name, path),
    message,
  });

  const twice = (entries: readonly ImportEntry<Row>[]): readonly FileProblem[] => {
    const first = new Map<string, number>();
    return entries.flatMap(({ number, row }) => {
      const [key, path] = register.keyOf(row);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, number);
      return earlier === undefined ? [] : [inFile(number, { path, message: `sama dengan baris ${earlier}` })];
    });
  };

  const wrongIn = (some: readonly ImportEntry<Row>[], looks: readonly LookUp[]): readonly FileProblem[] =>
    some.flatMap((entry, index) => problemsOf(looks[index], entry).map((one) => inFile(entry.number, one)));

  return {
    async check(table, from, at) {
      const { entries, problems } = understood(table);
      const some = entries.slice(from, from + CHECKED_AT_ONCE);
      const looks = await register.look(some, { heading: table.heading, all: entries }, at);
      const next = from + CHECKED_AT_ONCE;
      return {
        created: looks.filter((look) => look === 'new').length,
        unchanged: looks.filter((look) => look === 'known').length,
        problems: [...(from === 0 ? problems : []), ...wrongIn(some, looks)],
        ...(next < entries.length ? { next } : {}),
      };
    },

    async enter(table, from, at) {
      const { entries } = understood(table);
      const some = entries.slice(from, from + ENTERED_AT_ONCE);
      const looks = await register.look(some, { heading: table.heading, all: entries }, at);
      const fresh = some.filter((_, index) => looks[index] === 'new');
      await mapConcurrently(fresh, ({ row }) => register.enter(row, at), register.concurrency);
      const next = from + ENTERED_AT_ONCE;
      return {
        created: fresh.length,
        refused: looks.filter((look) => look !== 'new' && look !== 'known').length,
        problems: wrongIn(some, looks),
        ...(next < entries.length ? { next } : {}),
      };
    },
  };
}

function rowOrProblems<Row>(
  register: Register<Row>,
  record: Readonly<Record<string, unknown>>,
): { readonly row: Row } | { readonly problems: readonly InputProblem[] } {
  try {
    return { row: register.rowOf(record) };
  } catch (error) {
    if (!(error instanceof InputRefusedError)) throw error;
    return { problems: error.problems };
  }
}

function problemsOf<Row>(look: LookUp | undefined, { later }: ImportEntry<Row>): readonly InputProblem[] {
  if (look === 'new') {
    return later.map((path) => ({ path, message: 'terisi lewat tindakan setelah komitmen dicatat; kosongkan' }));
  }
  return look === 'known' || look === undefined ? [] : look;
}

/** What a rule says against a row; nothing if it is kept. */
export function refusalOf(check: () => unknown): readonly InputProblem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof InputRefusedError)) throw error;
    return error.problems;
  }
}

/** How a row stands to what is there under its key: an import adds, and changes nothing. */
export function lookAt(name: TableName, heading: readonly string[], row: object, there: object): LookUp {
  const [first, ...others] = differences(name, heading, row, there);
  if (first === undefined) return 'known';
  const titles = [first, ...others].map(({ title }) => title).join(', ');
  return [{ path: first.at, message: `sudah ada dengan isi lain (${titles}); impor tidak mengubah yang sudah ada` }];
}
