import { type Actor, authorOf } from '../../people/actors.ts';
import { MoveNotPossibleError, VersionPassedError } from '../../platform/values/errors.ts';
import type { Commitment } from '../commitment.ts';
import { type Decision, type DecisionContext, finalize } from './decisions.ts';
import { type InputOf, type MoveInput, type MoveName, possibleMoves, ruleOf } from './moves.ts';
import { checkPermitted } from './permissions.ts';

/**
 * Decides a move: whether it is allowed, and what it changes.
 * @throws VersionPassedError the commitment has changed since the caller read it
 * @throws MoveNotPossibleError the stage or the turn does not allow this move
 * @throws NotPermittedError another office must make the move, or the author would judge its own work
 * @throws InputRefusedError a date, an office or a text is invalid, or several of the actor's offices may make the move
 * @throws PartsMissingError an owner, verifier, due date, criterion or evidence is missing; lists which
 */
export function decideMove(commitment: Commitment, input: MoveInput, actor: Actor, context: DecisionContext): Decision {
  if (input.version !== commitment.version) throw new VersionPassedError(commitment.version);
  return decideByRule(input.move, commitment, input, actor, context);
}

function decideByRule<Name extends MoveName>(
  move: Name,
  commitment: Commitment,
  input: InputOf<Name>,
  actor: Actor,
  context: DecisionContext,
): Decision {
  const rule = ruleOf(move);
  const decide = rule.startFrom(commitment);
  if (decide === undefined) throw new MoveNotPossibleError(move, possibleMoves(commitment));
  const by = authorOf(actor, (author) => checkPermitted(commitment, input, author));
  const reason = 'reason' in input ? input.reason : undefined;
  return finalize(move, commitment, decide(context, input, by), by, context, {
    reason,
    fields: rule.eventFields(input),
  });
}
