import { toIndexedTurn } from '../commitments/commitment-items.store.ts';
import { moveNoticeIn } from '../notifications/move-notices/move-notices.store.ts';
import type { OfficeId } from '../offices/offices.ts';
import { BY_TURN } from '../platform/indexes.ts';
import type { Item, Table } from '../platform/table.ts';
import { NOTICE_PREFIXES, noticeIn } from './office-notices.store.ts';
import type { Worklist } from './worklists.ts';

/** A worklist with the keys of unreadable rows, which do not hide the others. */
export interface WorklistResult extends Worklist {
  readonly broken: readonly string[];
}

/** The index of turns. */
export interface WorklistStore {
  /** One query, eventually consistent. */
  worklistOf(office: OfficeId): Promise<WorklistResult>;
}

export class TableWorklistStore implements WorklistStore {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async worklistOf(office: OfficeId): Promise<WorklistResult> {
    return toWorklist(await this.#table.queryAll({ index: BY_TURN, value: office }));
  }
}

/** Parses the rows of an office: turns by due date, notices oldest first. */
export function toWorklist(items: readonly Item[]): WorklistResult {
  const rows: Rows = { turns: [], below: [], moveNotices: [], unreached: [], unsent: [] };
  const broken: string[] = [];
  for (const item of items) if (!read(item, rows)) broken.push(`${item.pk} ${item.sk}`);
  rows.moveNotices.sort((one, other) => one.at.localeCompare(other.at));
  return { ...rows, broken };
}

type Rows = { -readonly [Name in keyof Worklist]: Worklist[Name][number][] };

/** Adds an item to the list of its kind. @returns false if the item is invalid or of an unknown kind */
function read(item: Item, rows: Rows): boolean {
  const [kind] = String(item.pk).split('#');
  switch (kind) {
    case 'C':
      return add(rows.turns, toIndexedTurn(item));
    case 'NOTICE':
      return add(rows.moveNotices, moveNoticeIn(item));
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
