import { type CommitmentParticipants, toParticipants } from '../commitments/commitment-items.store.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';

/** The participants of commitments, which the index of turns does not hold. */
export interface ParticipantsStore {
  /** Eventually consistent; undefined if the commitment does not exist or cannot be read. */
  of(commitmentId: string): Promise<CommitmentParticipants | undefined>;
}

export class TableParticipantsStore implements ParticipantsStore {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async of(commitmentId: string): Promise<CommitmentParticipants | undefined> {
    const [item] = await this.#table.getAll([keys.commitment(commitmentId)]);
    return item === undefined ? undefined : toParticipants(item);
  }
}
