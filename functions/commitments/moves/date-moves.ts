import type { Assigned, InProgress } from '../commitment.ts';
import { type Facts, todayIn } from '../decisions.ts';
import { decideDue } from '../dues.ts';
import type { Draft } from '../turns.ts';
import type { InputOf } from './moves.ts';

/** The owner asks for a later date; until the secretariat answers nothing is extended. */
export function requestExtension(
  commitment: Assigned | InProgress,
  input: InputOf<'requestExtension'>,
  facts: Facts,
): Draft {
  const { on } = decideDue(input.due, commitment, facts.calendar, commitment.due.on);
  return {
    ...commitment,
    extensionRequested: { on, since: todayIn(commitment.region, facts) },
  };
}

/** The secretariat sets a later date, asked or unasked; the first one and the number of extensions stay visible. */
export function extend(commitment: Assigned | InProgress, input: InputOf<'extend'>, facts: Facts): Draft {
  const { first, extensions, on } = commitment.due;
  const decided = decideDue(input.due, commitment, facts.calendar, on);
  return {
    ...commitment,
    extensionRequested: undefined,
    due: { ...decided, first, extensions: extensions + 1 },
  };
}

/** The date stays. */
export function refuseExtension(commitment: Assigned | InProgress): Draft {
  return { ...commitment, extensionRequested: undefined };
}
