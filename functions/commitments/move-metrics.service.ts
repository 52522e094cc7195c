import { count } from '../platform/metrics.ts';

/** Counts a move by its name and its outcome: done, pending, or the name of the error. */
export async function countMove<Result extends { readonly done: boolean }>(
  move: string,
  make: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await make();
    count('Moves', { move, outcome: result.done ? 'done' : 'pending' });
    return result;
  } catch (error) {
    count('Moves', { move, outcome: error instanceof Error ? error.name : 'unknown' });
    throw error;
  }
}
