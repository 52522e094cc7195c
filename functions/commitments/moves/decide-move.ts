import type { Actor } from '../../people/actors.ts';
import { VersionPassedError } from '../../platform/values/errors.ts';
import type { Commitment } from '../commitment.ts';
import { conclude, type Decision, type Facts } from '../decisions.ts';
import { checkEntitled, startingAt } from '../permissions.ts';
import type { Draft } from '../turns.ts';
import { assign, decline, reassign, start } from './assigning-moves.ts';
import { extend, refuseExtension, requestExtension } from './date-moves.ts';
import { sendBack, submit, verify } from './delivering-moves.ts';
import { close, reopen, withdraw } from './ending-moves.ts';
import type { MoveInput } from './moves.ts';
import { correct } from './wording-moves.ts';

/**
 * Decides a move: whether it is allowed, and what it changes.
 * @throws VersionPassedError the commitment has moved on since the caller saw it
 * @throws MoveNotPossibleError the stage or the turn does not have this move
 * @throws NotEntitledError it is another office's move, or would judge one's own work
 * @throws InputRefusedError a date, an office or a text does not fit
 * @throws PartsMissingError an owner, verifier, due date, criterion or evidence is missing; lists which
 */
export function decideMove(commitment: Commitment, input: MoveInput, by: Actor, facts: Facts): Decision {
  if (input.version !== commitment.version) throw new VersionPassedError(commitment.version);
  startingAt(input.move, commitment);
  checkEntitled(commitment, input, by);
  const said = { reason: 'reason' in input ? input.reason : undefined, words: wordsOf(input) };
  return conclude(input.move, commitment, draftAfter(commitment, input, by, facts), by, facts, said);
}

/** What a move says that only its event keeps: the commitment has to stay small (infra/decisions/0025). */
function wordsOf(input: MoveInput): Readonly<Record<string, unknown>> {
  switch (input.move) {
    case 'submit':
      return { evidence: input.evidence, note: input.note };
    case 'verify':
      return { note: input.note, reading: input.reading };
    case 'note':
      return { note: input.text };
    default:
      return {};
  }
}

function draftAfter(commitment: Commitment, input: MoveInput, by: Actor, facts: Facts): Draft {
  switch (input.move) {
    case 'assign':
      return assign(startingAt('assign', commitment), input, facts);
    case 'decline':
      return decline(startingAt('decline', commitment), facts);
    case 'start':
      return start(startingAt('start', commitment), facts);
    case 'submit':
      return submit(startingAt('submit', commitment), input, by, facts);
    case 'sendBack':
      return sendBack(startingAt('sendBack', commitment), facts);
    case 'verify':
      return verify(startingAt('verify', commitment), input, facts);
    case 'close':
      return close(startingAt('close', commitment), input, facts);
    case 'withdraw':
      return withdraw(startingAt('withdraw', commitment), input, facts);
    case 'reopen':
      return reopen(startingAt('reopen', commitment), input, facts);
    case 'requestExtension':
      return requestExtension(startingAt('requestExtension', commitment), input, facts);
    case 'extend':
      return extend(startingAt('extend', commitment), input, facts);
    case 'refuseExtension':
      return refuseExtension(startingAt('refuseExtension', commitment));
    case 'reassign':
      return reassign(startingAt('reassign', commitment), input, facts);
    case 'correct':
      return correct(startingAt('correct', commitment), input);
    case 'note':
      return commitment;
  }
}
