import type { Idempotency } from '../platform/http/idempotency.ts';
import { KeyAlreadyUsedError } from '../platform/values/errors.ts';
import type { Commitment } from './commitment.ts';
import type { RecordedEvent } from './commitment-items.store.ts';
import { commitmentAfter } from './events.ts';

/**
 * What the same request was answered before, made again from the events up to its own.
 * @returns undefined if it was not made before
 * @throws KeyAlreadyUsedError the key was used with another body
 */
export function priorAnswer(events: readonly RecordedEvent[], identity: Idempotency): Commitment | undefined {
  const index = events.findIndex(({ event }) => event.moveId === identity.moveId);
  if (index < 0) return undefined;
  if (events[index]?.requestHash !== identity.hash) throw new KeyAlreadyUsedError();
  return commitmentAfter(events.slice(0, index + 1).map(({ event }) => event));
}
