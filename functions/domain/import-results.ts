import { type FileProblem, type ImportResult, PROBLEM_LIMIT } from './transfers.ts';

/** What an import has found so far, with the problems that it has no room to tell. */
export interface ImportSoFar extends ImportResult {
  readonly untold: number;
}

/** An import that has not looked at anything yet. */
export const NOTHING_IMPORTED: ImportSoFar = { rows: 0, created: 0, unchanged: 0, problems: [], untold: 0 };

/** Adds what came of looking at some more rows. */
export function withMore(
  so: ImportSoFar,
  more: { readonly created: number; readonly unchanged: number; readonly problems: readonly FileProblem[] },
): ImportSoFar {
  const all = [...so.problems, ...more.problems];
  return {
    ...so,
    created: so.created + more.created,
    unchanged: so.unchanged + more.unchanged,
    problems: all.slice(0, PROBLEM_LIMIT),
    untold: so.untold + Math.max(all.length - PROBLEM_LIMIT, 0),
  };
}

/** The result of an import, its problems in the order of the rows. */
export function importResultOf({ rows, created, unchanged, problems, untold }: ImportSoFar): ImportResult {
  const inOrder = problems.toSorted((one, other) => one.row - other.row);
  const rest = `masih ada ${untold.toLocaleString('id-ID')} masalah lain; perbaiki yang di atas, lalu ulangi simulasi`;
  return {
    rows,
    created,
    unchanged,
    problems: untold === 0 ? inOrder : [...inOrder, { row: 0, column: '', message: rest }],
  };
}
