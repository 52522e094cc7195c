import type { Actor } from '../../people/actors.ts';
import { MoveNotPossibleError, VersionPassedError } from '../../platform/values/errors.ts';
import type { Commitment } from '../commitment.ts';
import { type Decision, type DecisionContext, finalize } from './decisions.ts';
import { type InputOf, type MoveInput, type MoveName, possibleMoves, ruleOf } from './moves.ts';
import { checkPermitted } from './permissions.ts';

/**
 * Decides a move: whether it is allowed, and what it changes.
 * @throws VersionPassedError the commitment has moved on since the caller saw it
 * @throws MoveNotPossibleError the stage or the turn does not have this move
 * @throws NotPermittedError it is another office's move, or would judge one's own work
 * @throws InputRefusedError a date, an office or a text does not fit
 * @throws PartsMissingError an owner, verifier, due date, criterion or evidence is missing; lists which
 */
export function decideMove(commitment: Commitment, input: MoveInput, by: Actor, context: DecisionContext): Decision {
  if (input.version !== commitment.version) throw new VersionPassedError(commitment.version);
  return decideByRule(input.move, commitment, input, by, context);
}

function decideByRule<Name extends MoveName>(
  move: Name,
  commitment: Commitment,
  input: InputOf<Name>,
  by: Actor,
  context: DecisionContext,
): Decision {
  const rule = ruleOf(move);
  const decide = rule.startFrom(commitment);
  if (decide === undefined) throw new MoveNotPossibleError(move, possibleMoves(commitment));
  checkPermitted(commitment, input, by);
  const reason = 'reason' in input ? input.reason : undefined;
  return finalize(move, commitment, decide(context, input, by), by, context, {
    reason,
    fields: rule.eventFields(input),
  });
}
