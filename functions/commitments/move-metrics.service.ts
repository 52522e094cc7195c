import { count } from '../platform/metrics.ts';
import type { EVENT_MOVES } from './moves/moves.ts';

/** Makes a move and counts it by its kind and its outcome: done, pending, or the name of the error. */
export async function countingMove<Result extends { readonly statusCode: number }>(
  move: (typeof EVENT_MOVES)[number],
  make: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await make();
    count('Moves', { move, outcome: result.statusCode === 202 ? 'pending' : 'done' });
    return result;
  } catch (error) {
    count('Moves', { move, outcome: error instanceof Error ? error.name : 'unknown' });
    throw error;
  }
}
