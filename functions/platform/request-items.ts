import { SCHEMA_VERSION } from './item-schema.ts';
import { keys } from './keys.ts';
import type { Item } from './table.ts';

/** A request that its caller may repeat: its id and the hash of its content. */
export interface RepeatableRequest {
  readonly id: string;
  readonly hash: string;
}

/** The condition that no item with this key exists. */
export const IF_ABSENT = 'attribute_not_exists(pk)';

/** The item that records a request, for creations that no event records. */
export function requestItem({ id, hash }: RepeatableRequest): Item {
  return { ...keys.request(id), schema: SCHEMA_VERSION, requestHash: hash };
}
