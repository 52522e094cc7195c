import { KeyAlreadyUsedError } from '../../platform/values/errors.ts';
import type { Idempotency } from '../../platform/values/idempotency.ts';
import type { Commitment } from '../commitment.ts';
import { type CommitmentEvent, commitmentAfter } from '../events.ts';

/**
 * The result of the first attempt of a request, rebuilt from the events up to its own.
 * @param recorded events 1 to n, each with the hash of its request
 * @returns undefined if this is the first attempt
 * @throws KeyAlreadyUsedError the key was used with another body
 */
export function resultOfRepeated(
  recorded: readonly { readonly event: CommitmentEvent; readonly requestHash: string }[],
  request: Idempotency,
): Commitment | undefined {
  const index = recorded.findIndex(({ event }) => event.moveId === request.moveId);
  if (index < 0) return undefined;
  if (recorded[index]?.requestHash !== request.hash) throw new KeyAlreadyUsedError();
  return commitmentAfter(recorded.slice(0, index + 1).map(({ event }) => event));
}
