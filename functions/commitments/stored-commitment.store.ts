import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { type StoredCommitment, toStoredCommitment } from './commitment-items.store.ts';

// Apart from the store, which knows the events and with them the body of every move: who writes letters has no room for
// those.

/** A commitment, whoever asks, strongly consistent; undefined if there is none. */
export async function findStoredCommitment(
  table: Pick<Table, 'get'>,
  commitmentId: string,
): Promise<StoredCommitment | undefined> {
  const item = await table.get(keys.commitment(commitmentId));
  return item === undefined ? undefined : toStoredCommitment(item);
}
