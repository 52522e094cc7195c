import type { FileProblem } from '../platform/values/read-table.ts';
import { type ImportResult, PROBLEM_LIMIT, PROBLEMS_SIZE } from './transfers.ts';

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
  const all = [...so.problems, ...more.problems.map(shortened)];
  const told = all.slice(0, howManyFit(all));
  return {
    ...so,
    created: so.created + more.created,
    unchanged: so.unchanged + more.unchanged,
    problems: told,
    untold: so.untold + all.length - told.length,
  };
}

/** How many problems, from the first, are within both limits. */
function howManyFit(problems: readonly FileProblem[]): number {
  let size = 0;
  for (const [index, problem] of problems.slice(0, PROBLEM_LIMIT).entries()) {
    size += new TextEncoder().encode(JSON.stringify(problem)).length;
    if (size > PROBLEMS_SIZE) return index;
  }
  return Math.min(problems.length, PROBLEM_LIMIT);
}

/** A problem with no more of what stands in the file than it takes to find it there. */
function shortened({ row, column, message }: FileProblem): FileProblem {
  return { row, column: cut(column, 100), message: cut(message, 500) };
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
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
