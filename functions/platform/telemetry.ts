import { Logger } from '@aws-lambda-powertools/logger';
import type { EVENT_MOVES } from '../commitments/moves/moves.ts';
import { count } from './metrics.ts';

/** The structured log. Ids, versions and outcomes go in; names, addresses and texts of people never do. */
export const logger = new Logger();

/** Makes a move and counts it by its kind and by what became of it: done, pending, or the name of the refusal. */
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
