import { type CommitmentParticipants, toParticipants } from '../commitments/commitment-items.store.ts';
import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';

/** The parts of commitments, where the index of turns does not tell enough: of few, so that they are read one by one. */
export interface ParticipantsStore {
  /** As they are, eventually consistent; undefined if there is no such commitment, or none that can be read. */
  of(commitmentId: string): Promise<CommitmentParticipants | undefined>;
}

/** The parts in the table. */
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
