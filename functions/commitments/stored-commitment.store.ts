import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { type Held, toHeld } from './commitment-items.store.ts';

// Apart from the store, which knows the events and with them the body of every move: who writes letters has no room for
// those.

/** A commitment, whoever asks, strongly consistent; undefined if there is none. */
export async function findHeld(table: Pick<Table, 'get'>, commitmentId: string): Promise<Held | undefined> {
  const item = await table.get(keys.commitment(commitmentId));
  return item === undefined ? undefined : toHeld(item);
}
