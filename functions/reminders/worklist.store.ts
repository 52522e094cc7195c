import * as z from 'zod';
import { BY_TURN } from '../commitments/commitment-lists.store.ts';
import { TURN_ACTIONS } from '../commitments/stages.ts';
import { NOTIFIED_MOVES } from '../notifications/letter-contents.ts';
import { NOTICE_PARTS } from '../notifications/move-notices/move-notices.ts';
import type { OfficeId } from '../offices/offices.ts';
import { commitmentIdOf, regionOfId } from '../platform/keys.ts';
import type { Item, Table } from '../platform/table.ts';
import { instant, localDate } from '../platform/values/local-date.ts';
import type { WaitingTurn, Worklist } from './worklists.ts';

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
    return toReading(office, await this.#table.queryAll({ index: BY_TURN, value: office }));
  }
}

/** Reads the rows of an office in the index, in its order: turns by their date, then notices, then news by its age. */
export function toReading(office: OfficeId, items: readonly Item[]): Reading {
  const rows: Rows = { turns: [], below: [], news: [], unreached: [], unsent: [] };
  const broken: string[] = [];
  for (const item of items) if (!read(item, office, rows)) broken.push(`${item.pk} ${item.sk}`);
  return { ...rows, broken };
}

type Rows = { -readonly [Name in keyof Worklist]: Worklist[Name][number][] };

const turn = z.object({
  commitmentId: z.string(),
  region: z.string(),
  statement: z.string(),
  action: z.enum(TURN_ACTIONS),
  since: localDate,
  dueOn: localDate,
  isJoint: z.boolean(),
});
const news = z.object({
  office: z.string(),
  commitmentId: z.string(),
  version: z.int(),
  move: z.enum(NOTIFIED_MOVES),
  part: z.enum(NOTICE_PARTS),
  at: instant,
});
const notice = z.object({ officeId: z.string(), name: z.string(), on: localDate });

/** Reads an item into the list that it belongs to. False if it is none that this code knows. */
function read(item: Item, office: OfficeId, rows: Rows): boolean {
  const [kind = '', at] = String(item.turnDue).split('#');
  const words = String(item.turn).split(' ');
  switch (kind) {
    case 'NEWS': {
      const [commitmentId, version] = String(item.sk).split('#');
      const [move, part = 'turn'] = words;
      return add(rows.news, news.safeParse({ office, commitmentId, version: Number(version), move, part, at }));
    }
    case 'BELOW':
    case 'UNREACHED':
    case 'UNSENT': {
      const list = { BELOW: rows.below, UNREACHED: rows.unreached, UNSENT: rows.unsent }[kind];
      return add(list, notice.safeParse({ officeId: at, name: item.statement, on: words[0] }));
    }
    default: {
      const found = turnIn(item);
      if (found !== undefined) rows.turns.push(found);
      return found !== undefined;
    }
  }
}

/** The turn that an item of a commitment tells of, be it of the table or of the index; undefined if there is none. */
export function turnIn(item: Item): WaitingTurn | undefined {
  const [action, since, joint] = String(item.turn).split(' ');
  const commitmentId = commitmentIdOf(String(item.pk));
  const place = { commitmentId, region: regionOfId(commitmentId) };
  const { statement, turnDue: dueOn } = item;
  const isJoint = joint === 'joint';
  return turn.safeParse({ ...place, statement, action, since, dueOn, isJoint }).data;
}

function add<Row>(list: Row[], parsed: z.ZodSafeParseResult<Row>): boolean {
  if (parsed.success) list.push(parsed.data);
  return parsed.success;
}
