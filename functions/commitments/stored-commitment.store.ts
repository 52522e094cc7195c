import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { type StoredCommitment, toStoredCommitment } from './commitment-items.store.ts';

/** Reads a commitment regardless of scope, strongly consistent. */
export async function findStoredCommitment(
  table: Pick<Table, 'get'>,
  commitmentId: string,
): Promise<StoredCommitment | undefined> {
  const item = await table.get(keys.commitment(commitmentId));
  return item === undefined ? undefined : toStoredCommitment(item);
}
