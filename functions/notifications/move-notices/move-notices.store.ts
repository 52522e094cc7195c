import * as z from 'zod';
import type { OfficeId } from '../../offices/offices.ts';
import { checkSchema, SCHEMA_VERSION } from '../../platform/item-schema.ts';
import { keys } from '../../platform/keys.ts';
import { IF_ABSENT } from '../../platform/request-items.ts';
import type { Item, Table } from '../../platform/table.ts';
import { instant } from '../../platform/values/local-date.ts';
import { NOTIFIED_MOVES } from '../letter-contents.ts';
import { type MoveNotice, NOTICE_PARTS } from './move-notices.ts';

/** News as it is kept until it is told. */
export interface StoredMoveNotice extends MoveNotice {
  /** What was promised, in Bahasa Indonesia. */
  readonly statement: string;
  /** The moment at which it is to be told at the earliest, as an instant. */
  readonly dispatchAt: string;
}

/** A page of the offices that have gathered news. */
export interface CollectedPage {
  readonly offices: readonly OfficeId[];
  /** The last of them, where there may be more. */
  readonly cursor?: OfficeId;
}

/** What is new for the offices: gathered, told once, and then remembered as told for as long as it might come again. */
export interface MoveNoticeStore {
  /**
   * Keeps news. What was kept before stays as it is.
   * @returns false if it has been told already
   */
  keep(news: StoredMoveNotice): Promise<boolean>;
  /** Notes that there is news for an office to be told at that moment. */
  gather(dispatchAt: string, office: OfficeId): Promise<void>;
  /** A page of the offices for which news was gathered to be told at that moment, in their order. */
  gathered(dispatchAt: string, cursor: OfficeId | undefined): Promise<CollectedPage>;
  /** What an office is still to be told, oldest first, strongly consistent. */
  untold(office: OfficeId): Promise<readonly StoredMoveNotice[]>;
  /** Takes news off what its offices are to be told: it was told, or there is nothing to tell of it any more. */
  removeMoveNotices(news: readonly Pick<MoveNotice, 'office' | 'commitmentId' | 'version'>[]): Promise<void>;
}

/** Offices in a page: with two seconds for a letter, a page takes no longer than its function may. */
const PAGE_SIZE = 25;

/** Seconds that news nobody was told is kept. */
const FORGOTTEN_AFTER = 30 * 86_400;

/** Seconds that told news is remembered: twice as long as a stream can deliver an event again (24 hours). */
const REMEMBERED_FOR = 2 * 86_400;

/** The news in the table; what it no longer needs ends by itself (attribute `expires`). */
export class TableMoveNoticeStore implements MoveNoticeStore {
  readonly #table: Table;
  readonly #clock: () => number;
  constructor(table: Table, clock: () => number) {
    this.#table = table;
    this.#clock = clock;
  }

  async keep(news: StoredMoveNotice): Promise<boolean> {
    const put = { ...toNewsItem(news), expires: this.#inSeconds(FORGOTTEN_AFTER) };
    if (await this.#table.put(put, IF_ABSENT)) return true;
    const kept = await this.#table.get(keys.moveNotice(news.office, news.commitmentId, news.version));
    return kept !== undefined && isUntold(kept);
  }

  async gather(dispatchAt: string, office: OfficeId): Promise<void> {
    const put = {
      ...keys.batchingWindow(dispatchAt, office),
      schema: SCHEMA_VERSION,
      expires: this.#inSeconds(REMEMBERED_FOR),
    };
    // Once is enough.
    await this.#table.put(put, IF_ABSENT);
  }

  async gathered(dispatchAt: string, cursor: OfficeId | undefined): Promise<CollectedPage> {
    const after = cursor === undefined ? undefined : { ...keys.batchingWindow(dispatchAt, cursor) };
    const page = await this.#table.query({ value: keys.batchingWindow(dispatchAt, '').pk }, PAGE_SIZE, after);
    const offices = page.items.map((item) => String(item.sk));
    const last = offices.at(-1);
    return page.last === undefined || last === undefined ? { offices } : { offices, cursor: last };
  }

  async untold(office: OfficeId): Promise<readonly StoredMoveNotice[]> {
    const items = await this.#table.queryAll({ value: keys.moveNotice(office, '', 0).pk });
    const news = items.filter(isUntold).map(toNews);
    return news.toSorted((one, other) => one.at.localeCompare(other.at));
  }

  async removeMoveNotices(news: readonly Pick<MoveNotice, 'office' | 'commitmentId' | 'version'>[]): Promise<void> {
    for (const { office, commitmentId, version } of news) {
      // What is left keeps an event that is delivered again from being told again.
      const put = {
        ...keys.moveNotice(office, commitmentId, version),
        schema: SCHEMA_VERSION,
        expires: this.#inSeconds(REMEMBERED_FOR),
      };
      await this.#table.put(put, 'attribute_exists(pk)');
    }
  }

  #inSeconds(seconds: number): number {
    return Math.floor(this.#clock() / 1000) + seconds;
  }
}

/** The item of news: it lies in the index of turns as long as it is to be told. */
function toNewsItem({ office, dispatchAt, ...fields }: StoredMoveNotice): Item {
  const key = keys.moveNotice(office, fields.commitmentId, fields.version);
  return { ...key, schema: SCHEMA_VERSION, ...fields, waitsFor: office, until: dispatchAt };
}

/** Whether news is still to be told. */
const isUntold = (item: Item) => item.waitsFor !== undefined;

const told = {
  waitsFor: z.string(),
  until: instant,
  move: z.enum(NOTIFIED_MOVES),
  part: z.enum(NOTICE_PARTS),
  at: instant,
};
const listed = z.object({ ...told, sk: z.string() });
const stored = z.object({ ...told, commitmentId: z.string(), version: z.int(), statement: z.string() });

/** The news that an item of the index of turns tells of; undefined if there is none. */
export function newsIn(item: Item): MoveNotice | undefined {
  const read = listed.safeParse(item).data;
  const [, commitmentId, version] = /^([^#]+)#(\d+)$/.exec(read?.sk ?? '') ?? [];
  if (read === undefined || commitmentId === undefined) return undefined;
  const { waitsFor: office, move, part, at } = read;
  return { office, commitmentId, version: Number(version), move, part, at };
}

/** @throws ItemUnreadableError the item is of a later schema version */
function toNews(item: Item): StoredMoveNotice {
  checkSchema(item);
  const { waitsFor: office, until: dispatchAt, ...fields } = stored.parse(item);
  return { office, dispatchAt, ...fields };
}
