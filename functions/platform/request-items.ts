import { SCHEMA_VERSION } from './item-schema.ts';
import { keys } from './keys.ts';
import type { Item } from './table.ts';

/** A request that may be made again: what it is known by, and the hash of what it said. */
export interface RepeatableRequest {
  readonly id: string;
  readonly hash: string;
}

/** The condition that an item of this key does not exist yet. */
export const NOT_YET = 'attribute_not_exists(pk)';

/** What is written together with what a request creates, where no event remembers the request. */
export function requestItem({ id, hash }: RepeatableRequest): Item {
  return { ...keys.request(id), schema: SCHEMA_VERSION, requestHash: hash };
}
