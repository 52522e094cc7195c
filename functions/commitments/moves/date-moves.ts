import type * as z from 'zod';
import { longText } from '../../platform/values/text.ts';
import type { Assigned, InProgress } from '../commitment.ts';
import { decideDue, dueInput } from '../dues.ts';
import type { Draft } from '../turns.ts';
import type { DecisionContext } from './decisions.ts';
import { moveBody, moveRule, todayIn } from './move-rule.ts';

const requestExtensionInput = moveBody('requestExtension', { due: dueInput, reason: longText });
const extendInput = moveBody('extend', { due: dueInput, reason: longText });
const refuseExtensionInput = moveBody('refuseExtension', { reason: longText });

/** The moves about the due date. */
export const DATE_MOVES = {
  requestExtension: moveRule(
    {
      from: ['assigned', 'inProgress'],
      to: 'stay',
      by: 'owner',
      when: 'noExtensionRequested',
      notice: { readers: ['secretariat'], asks: ['answerExtension'] },
    },
    requestExtensionInput,
    requestExtension,
  ),
  extend: moveRule(
    {
      from: ['assigned', 'inProgress'],
      to: 'stay',
      by: 'secretariat',
      notice: { readers: ['owner'], asks: ['start', 'deliver'] },
    },
    extendInput,
    extend,
  ),
  refuseExtension: moveRule(
    {
      from: ['assigned', 'inProgress'],
      to: 'stay',
      by: 'secretariat',
      when: 'extensionRequested',
      notice: { readers: ['owner'], asks: ['start', 'deliver'] },
    },
    refuseExtensionInput,
    refuseExtension,
  ),
};

/** The due date stays until the secretariat answers. */
function requestExtension(
  commitment: Assigned | InProgress,
  context: DecisionContext,
  input: z.output<typeof requestExtensionInput>,
): Draft {
  const { on } = decideDue(input.due, commitment, context.calendar, commitment.due.on);
  return {
    ...commitment,
    extensionRequested: { on, since: todayIn(commitment.region, context) },
  };
}

/** Sets a later date, requested or not. The first due date stays, and the extension is counted. */
function extend(
  commitment: Assigned | InProgress,
  context: DecisionContext,
  input: z.output<typeof extendInput>,
): Draft {
  const { first, extensions, on } = commitment.due;
  const decided = decideDue(input.due, commitment, context.calendar, on);
  return {
    ...commitment,
    extensionRequested: undefined,
    due: { ...decided, first, extensions: extensions + 1 },
  };
}

/** Ends the request; the due date stays. */
function refuseExtension(commitment: Assigned | InProgress): Draft {
  return { ...commitment, extensionRequested: undefined };
}
