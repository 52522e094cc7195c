import { toCarried } from '../commitments/commitment-items.store.ts';
import { ItemUnreadableError } from '../platform/item-schema.ts';
import { commitmentIdOf, keyOf, keys } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import type { Item, Table } from '../platform/table.ts';
import { placeRanges } from '../regions/place-index.store.ts';
import { NATION } from '../regions/scope.ts';
import type { Carried } from './restart.ts';

/** An open commitment of a list, or one whose item this version cannot read. */
export type Listed = Carried | { readonly commitmentId: string; readonly unreadable: ItemUnreadableError };

/** The commitments of the whole nation as their workflow sees them; for what keeps the workflow, not for people. */
export interface OpenCommitments {
  /** A page of the open commitments, eventually consistent. */
  list(cursor: string | undefined): Promise<List<Listed>>;
  /** A commitment, open or closed, strongly consistent. @throws ItemUnreadableError it is of a later schema version */
  find(commitmentId: string): Promise<Carried | undefined>;
  /** Which of the commitments exist, eventually consistent. */
  existing(commitmentIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** The open commitments in the table. */
export class TableOpenCommitments implements OpenCommitments {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async list(cursor: string | undefined): Promise<List<Listed>> {
    return await listRanges(this.#table, placeRanges('C', NATION), cursor, async (keyed) => {
      const items = await this.#table.getAll(keyed.map(keyOf));
      return items.map(listed).filter((row) => 'unreadable' in row || row.isOpen);
    });
  }

  async find(commitmentId: string): Promise<Carried | undefined> {
    const item = await this.#table.get(keys.commitment(commitmentId));
    return item === undefined ? undefined : toCarried(item);
  }

  async existing(commitmentIds: readonly string[]): Promise<ReadonlySet<string>> {
    const items = await this.#table.getAll(commitmentIds.map(keys.commitment));
    return new Set(items.map((item) => commitmentIdOf(String(item.pk))));
  }
}

/** One item that cannot be read must not hide the others. */
function listed(item: Item): Listed {
  try {
    return toCarried(item);
  } catch (error) {
    if (!(error instanceof ItemUnreadableError)) throw error;
    return { commitmentId: commitmentIdOf(String(item.pk)), unreadable: error };
  }
}
