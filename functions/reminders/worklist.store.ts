import { toIndexedTurn } from '../commitments/commitment-items.store.ts';
import { newsIn } from '../notifications/move-notices/move-notices.store.ts';
import type { OfficeId } from '../offices/offices.ts';
import { BY_TURN } from '../platform/indexes.ts';
import type { Item, Table } from '../platform/table.ts';
import { NOTICE_PREFIXES, noticeIn } from './office-notices.store.ts';
import type { Worklist } from './worklists.ts';

/** What waits for an office, with the keys of rows that cannot be read: one of them does not hide the others. */
export interface Reading extends Worklist {
  readonly broken: readonly string[];
}

/** The index of turns: it alone tells a sweep what there is to remind of. */
export interface WorklistStore {
  /** All that waits for the office, in one query, eventually consistent. */
  waitingFor(office: OfficeId): Promise<Reading>;
}

/** The index in the table. */
export class TableWorklistStore implements WorklistStore {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async waitingFor(office: OfficeId): Promise<Reading> {
    return toReading(await this.#table.queryAll({ index: BY_TURN, value: office }));
  }
}

/** Reads the rows of an office in the index, in its order: turns by their date; news by its age. */
export function toReading(items: readonly Item[]): Reading {
  const rows: Rows = { turns: [], below: [], news: [], unreached: [], unsent: [] };
  const broken: string[] = [];
  for (const item of items) if (!read(item, rows)) broken.push(`${item.pk} ${item.sk}`);
  rows.news.sort((one, other) => one.at.localeCompare(other.at));
  return { ...rows, broken };
}

type Rows = { -readonly [Name in keyof Worklist]: Worklist[Name][number][] };

/** Reads an item into the list that it belongs to, as its partition tells. False if it is none that this code knows. */
function read(item: Item, rows: Rows): boolean {
  const [kind] = String(item.pk).split('#');
  switch (kind) {
    case 'C':
      return add(rows.turns, toIndexedTurn(item));
    case 'NEWS':
      return add(rows.news, newsIn(item));
    case NOTICE_PREFIXES.below:
      return add(rows.below, noticeIn(item));
    case NOTICE_PREFIXES.unreached:
      return add(rows.unreached, noticeIn(item));
    case NOTICE_PREFIXES.unsent:
      return add(rows.unsent, noticeIn(item));
    default:
      return false;
  }
}

function add<Row>(list: Row[], row: Row | undefined): boolean {
  if (row !== undefined) list.push(row);
  return row !== undefined;
}
