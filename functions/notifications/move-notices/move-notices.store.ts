import * as z from 'zod';
import type { OfficeId } from '../../offices/offices.ts';
import { checkSchema, SCHEMA_VERSION } from '../../platform/item-schema.ts';
import { keys } from '../../platform/keys.ts';
import { IF_ABSENT } from '../../platform/request-items.ts';
import type { Item, Table } from '../../platform/table.ts';
import { instant } from '../../platform/values/local-date.ts';
import { NOTIFIED_MOVES } from '../letter-contents.ts';
import { type MoveNotice, NOTICE_PARTS } from './move-notices.ts';

export interface StoredMoveNotice extends MoveNotice {
  /** In Bahasa Indonesia. */
  readonly statement: string;
  /** Earliest time of sending, as an instant. */
  readonly dispatchAt: string;
}

/** A page of offices with collected notices. */
export interface CollectedPage {
  readonly offices: readonly OfficeId[];
  /** Set if there may be more. */
  readonly cursor?: OfficeId;
}

/** Move notices: pending until sent, then remembered for as long as their event may be delivered again. */
export interface MoveNoticeStore {
  /**
   * Adds a notice; an existing one is left unchanged.
   * @returns false if it was already sent or removed
   */
  add(notice: StoredMoveNotice): Promise<boolean>;
  /** Records that an office has notices to be sent at that time. */
  collect(dispatchAt: string, office: OfficeId): Promise<void>;
  /** A page of the offices with notices to be sent at that time, by id. */
  collected(dispatchAt: string, cursor: OfficeId | undefined): Promise<CollectedPage>;
  /** The pending notices of an office, oldest first, strongly consistent. */
  pending(office: OfficeId): Promise<readonly StoredMoveNotice[]>;
  /** Removes notices that were sent or are obsolete from the pending ones. */
  removeMoveNotices(notices: readonly Pick<MoveNotice, 'office' | 'commitmentId' | 'version'>[]): Promise<void>;
}

/** Offices in a page: at two seconds a letter a page stays within the function's timeout. */
const PAGE_SIZE = 25;

/** Seconds for which a pending notice is stored. */
const PENDING_SECONDS = 30 * 86_400;

/** Seconds for which a handled notice is remembered: twice the retention of the stream (24 hours). */
const HANDLED_SECONDS = 2 * 86_400;

/** Items end by the time to live in `expires`. */
export class TableMoveNoticeStore implements MoveNoticeStore {
  readonly #table: Table;
  readonly #clock: () => number;
  constructor(table: Table, clock: () => number) {
    this.#table = table;
    this.#clock = clock;
  }

  async add(notice: StoredMoveNotice): Promise<boolean> {
    const put = { ...toMoveNoticeItem(notice), expires: this.#inSeconds(PENDING_SECONDS) };
    if (await this.#table.put(put, IF_ABSENT)) return true;
    const existing = await this.#table.get(keys.moveNotice(notice.office, notice.commitmentId, notice.version));
    return existing !== undefined && isPending(existing);
  }

  async collect(dispatchAt: string, office: OfficeId): Promise<void> {
    const put = {
      ...keys.batchingWindow(dispatchAt, office),
      schema: SCHEMA_VERSION,
      expires: this.#inSeconds(HANDLED_SECONDS),
    };
    await this.#table.put(put, IF_ABSENT);
  }

  async collected(dispatchAt: string, cursor: OfficeId | undefined): Promise<CollectedPage> {
    const after = cursor === undefined ? undefined : { ...keys.batchingWindow(dispatchAt, cursor) };
    const page = await this.#table.query({ value: keys.batchingWindow(dispatchAt, '').pk }, PAGE_SIZE, after);
    const offices = page.items.map((item) => String(item.sk));
    const last = offices.at(-1);
    return page.last === undefined || last === undefined ? { offices } : { offices, cursor: last };
  }

  async pending(office: OfficeId): Promise<readonly StoredMoveNotice[]> {
    const items = await this.#table.queryAll({ value: keys.moveNotice(office, '', 0).pk });
    const notices = items.filter(isPending).map(toMoveNotice);
    return notices.toSorted((one, other) => one.at.localeCompare(other.at));
  }

  async removeMoveNotices(notices: readonly Pick<MoveNotice, 'office' | 'commitmentId' | 'version'>[]): Promise<void> {
    for (const { office, commitmentId, version } of notices) {
      // The remaining item prevents a second notice if the event is delivered again.
      const put = {
        ...keys.moveNotice(office, commitmentId, version),
        schema: SCHEMA_VERSION,
        expires: this.#inSeconds(HANDLED_SECONDS),
      };
      await this.#table.put(put, 'attribute_exists(pk)');
    }
  }

  #inSeconds(seconds: number): number {
    return Math.floor(this.#clock() / 1000) + seconds;
  }
}

/** The item of a pending notice, which is also in the index of turns. */
function toMoveNoticeItem({ office, dispatchAt, ...fields }: StoredMoveNotice): Item {
  const key = keys.moveNotice(office, fields.commitmentId, fields.version);
  return { ...key, schema: SCHEMA_VERSION, ...fields, waitsFor: office, until: dispatchAt };
}

const isPending = (item: Item) => item.waitsFor !== undefined;

const pendingFields = {
  waitsFor: z.string(),
  until: instant,
  move: z.enum(NOTIFIED_MOVES),
  part: z.enum(NOTICE_PARTS),
  at: instant,
};
const listed = z.object({ ...pendingFields, sk: z.string() });
const stored = z.object({ ...pendingFields, commitmentId: z.string(), version: z.int(), statement: z.string() });

/** The notice in an item of the index of turns; undefined if the item is invalid. */
export function moveNoticeIn(item: Item): MoveNotice | undefined {
  const read = listed.safeParse(item).data;
  const [, commitmentId, version] = /^([^#]+)#(\d+)$/.exec(read?.sk ?? '') ?? [];
  if (read === undefined || commitmentId === undefined) return undefined;
  const { waitsFor: office, move, part, at } = read;
  return { office, commitmentId, version: Number(version), move, part, at };
}

/** @throws ItemUnreadableError the item has a later schema version */
function toMoveNotice(item: Item): StoredMoveNotice {
  checkSchema(item);
  const { waitsFor: office, until: dispatchAt, ...fields } = stored.parse(item);
  return { office, dispatchAt, ...fields };
}
