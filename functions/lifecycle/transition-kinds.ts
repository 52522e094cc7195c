import type { Commitment } from '../commitments/commitment.ts';
import type { CommitmentEvent } from '../commitments/events.ts';
import { MOVES } from '../commitments/moves/moves.ts';
import { STAGES } from '../commitments/stages.ts';

/**
 * How a decided move is recorded: along the line of stages, redirected to another stage, written in its stage beside the
 * workflow, or by starting the workflow again after it had closed.
 */
export type TransitionKind = 'advance' | 'redirect' | 'inPlace' | 'restart';

/** The transition of a move from the commitment as it was before. A raise, which has no before, starts the workflow. */
export function transitionKindOf(before: Commitment, event: CommitmentEvent): TransitionKind {
  if (event.move === 'recalculate') return 'inPlace';
  if (event.move !== 'raise' && MOVES[event.move].to === 'stay') return 'inPlace';
  if (before.stage === 'closed') return 'restart';
  return STAGES[before.stage].next === event.to ? 'advance' : 'redirect';
}
