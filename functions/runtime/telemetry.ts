import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { EVENT_MOVES } from '../domain/moves.ts';

/** The structured log. Ids, versions and outcomes go in; names, addresses and texts of people never do. */
export const logger = new Logger();

/** Metrics, written to the log in CloudWatch's embedded format. */
export const metrics = new Metrics();

/** Makes a move and counts it by its kind and by what became of it: done, pending, or the name of the refusal. */
export async function countingMove<Result extends { readonly statusCode: number }>(
  move: (typeof EVENT_MOVES)[number],
  make: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await make();
    count(move, result.statusCode === 202 ? 'pending' : 'done');
    return result;
  } catch (error) {
    count(move, error instanceof Error ? error.name : 'unknown');
    throw error;
  }
}

function count(move: string, outcome: string): void {
  const single = metrics.singleMetric();
  single.addDimension('move', move);
  single.addDimension('outcome', outcome);
  single.addMetric('Moves', MetricUnit.Count, 1);
}
