import type { FileProblem } from '../platform/values/read-table.ts';
import { type ImportResult, PROBLEM_LIMIT, PROBLEMS_SIZE } from './transfers.ts';

/** The intermediate result of an import; `unreported` counts the problems beyond the limits. */
export interface ImportSoFar extends ImportResult {
  readonly unreported: number;
}

export const NOTHING_IMPORTED: ImportSoFar = { rows: 0, created: 0, unchanged: 0, problems: [], unreported: 0 };

/** Adds the result of a batch of rows. */
export function withMore(
  so: ImportSoFar,
  more: { readonly created: number; readonly unchanged: number; readonly problems: readonly FileProblem[] },
): ImportSoFar {
  const all = [...so.problems, ...more.problems.map(shortened)];
  const reported = all.slice(0, howManyFit(all));
  return {
    ...so,
    created: so.created + more.created,
    unchanged: so.unchanged + more.unchanged,
    problems: reported,
    unreported: so.unreported + all.length - reported.length,
  };
}

/** How many of the first problems are within both limits. */
function howManyFit(problems: readonly FileProblem[]): number {
  let size = 0;
  for (const [index, problem] of problems.slice(0, PROBLEM_LIMIT).entries()) {
    size += new TextEncoder().encode(JSON.stringify(problem)).length;
    if (size > PROBLEMS_SIZE) return index;
  }
  return Math.min(problems.length, PROBLEM_LIMIT);
}

/** Limits the file content in a problem to what locates it. */
function shortened({ row, column, message }: FileProblem): FileProblem {
  return { row, column: cut(column, 100), message: cut(message, 500) };
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** The final result, with problems sorted by row. */
export function importResultOf({ rows, created, unchanged, problems, unreported }: ImportSoFar): ImportResult {
  const inOrder = problems.toSorted((one, other) => one.row - other.row);
  const rest = `masih ada ${unreported.toLocaleString('id-ID')} masalah lain; perbaiki yang di atas, lalu ulangi simulasi`;
  return {
    rows,
    created,
    unchanged,
    problems: unreported === 0 ? inOrder : [...inOrder, { row: 0, column: '', message: rest }],
  };
}
