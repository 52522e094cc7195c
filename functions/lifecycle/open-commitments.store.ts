import { toWorkflowCommitment } from '../commitments/commitment-items.store.ts';
import { ItemUnreadableError } from '../platform/item-schema.ts';
import { commitmentIdOf, keyOf, keys } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import type { Item, Table } from '../platform/table.ts';
import { placeRanges } from '../regions/place-index.store.ts';
import { NATION } from '../regions/scope.ts';
import type { WorkflowCommitment } from './restart.ts';

/** An open commitment, or one whose item this version of the code cannot read. */
export type ListedCommitment =
  | WorkflowCommitment
  | { readonly commitmentId: string; readonly unreadable: ItemUnreadableError };

/** The nation's commitments as their workflow sees them; without scope, for maintenance of the lifecycle only. */
export interface OpenCommitments {
  /** A page of open commitments, eventually consistent. */
  list(cursor: string | undefined): Promise<List<ListedCommitment>>;
  /** An open or closed commitment, strongly consistent. @throws ItemUnreadableError it has a later schema version */
  find(commitmentId: string): Promise<WorkflowCommitment | undefined>;
  /** The ids of existing commitments, eventually consistent. */
  existing(commitmentIds: readonly string[]): Promise<ReadonlySet<string>>;
}

export class TableOpenCommitments implements OpenCommitments {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async list(cursor: string | undefined): Promise<List<ListedCommitment>> {
    return await listRanges(this.#table, placeRanges('C', NATION), cursor, async (keyed) => {
      const items = await this.#table.getAll(keyed.map(keyOf));
      return items.map(toListedCommitment).filter((row) => 'unreadable' in row || row.isOpen);
    });
  }

  async find(commitmentId: string): Promise<WorkflowCommitment | undefined> {
    const item = await this.#table.get(keys.commitment(commitmentId));
    return item === undefined ? undefined : toWorkflowCommitment(item);
  }

  async existing(commitmentIds: readonly string[]): Promise<ReadonlySet<string>> {
    const items = await this.#table.getAll(commitmentIds.map(keys.commitment));
    return new Set(items.map((item) => commitmentIdOf(String(item.pk))));
  }
}

/** An unreadable item must not hide the others. */
function toListedCommitment(item: Item): ListedCommitment {
  try {
    return toWorkflowCommitment(item);
  } catch (error) {
    if (!(error instanceof ItemUnreadableError)) throw error;
    return { commitmentId: commitmentIdOf(String(item.pk)), unreadable: error };
  }
}
