import type { Commitment } from '../commitments/commitment.ts';
import type { CommitmentEvent } from '../commitments/events.ts';
import { MOVES } from '../commitments/moves/moves.ts';
import { STAGES } from '../commitments/stages.ts';

/**
 * How a decided move is recorded: on the regular path of stages, by a redirect to another stage, in place without the
 * workflow, or by a restart of the workflow after a close.
 */
export type TransitionKind = 'advance' | 'redirect' | 'inPlace' | 'restart';

/** The transition of any move except the raise, which starts the workflow. */
export function transitionKindOf(before: Commitment, event: CommitmentEvent): TransitionKind {
  if (event.move === 'recalculate') return 'inPlace';
  if (event.move !== 'raise' && MOVES[event.move].to === 'stay') return 'inPlace';
  if (before.stage === 'closed') return 'restart';
  return STAGES[before.stage].next === event.to ? 'advance' : 'redirect';
}
