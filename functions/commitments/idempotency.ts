import { KeyAlreadyUsedError } from '../platform/values/errors.ts';
import type { Commitment } from './commitment.ts';
import { type CommitmentEvent, commitmentAfter } from './events.ts';

/** The identity of a request that may be made again. */
export interface IdempotentRequest {
  /** Equal for equal caller and key, or unlike any other where no key is given. */
  readonly moveId: string;
  readonly hasKey: boolean;
  /** Hash of path and body, by which a repeated request is told from another with the same key. */
  readonly hash: string;
}

/**
 * The commitment as the same request left it before, made again from the events up to its own.
 * @param recorded events 1 to n, each with the hash of the request that led to it
 * @returns undefined if the request was not made before
 * @throws KeyAlreadyUsedError the key was used with another body
 */
export function resultOfRepeated(
  recorded: readonly { readonly event: CommitmentEvent; readonly requestHash: string }[],
  request: IdempotentRequest,
): Commitment | undefined {
  const index = recorded.findIndex(({ event }) => event.moveId === request.moveId);
  if (index < 0) return undefined;
  if (recorded[index]?.requestHash !== request.hash) throw new KeyAlreadyUsedError();
  return commitmentAfter(recorded.slice(0, index + 1).map(({ event }) => event));
}
