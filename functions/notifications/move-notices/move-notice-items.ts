import * as z from 'zod/mini';
import { checkSchema, SCHEMA_VERSION } from '../../platform/item-schema.ts';
import { keys } from '../../platform/keys.ts';
import type { Item } from '../../platform/table.ts';
import { instant } from '../../platform/values/local-date.ts';
import { NOTIFIED_MOVES } from '../digests.ts';
import type { StoredMoveNotice } from './move-notices.store.ts';
import { type MoveNotice, PARTS } from './move-notices.ts';

/** The item of news: it lies in the index of turns as long as it is to be told. */
export function toNewsItem({ office, dispatchAt, ...fields }: StoredMoveNotice): Item {
  const key = keys.news(office, fields.commitmentId, fields.version);
  return { ...key, schema: SCHEMA_VERSION, ...fields, waitsFor: office, until: dispatchAt };
}

/** Whether news is still to be told. */
export const isUntold = (item: Item) => item.waitsFor !== undefined;

const told = {
  waitsFor: z.string(),
  until: instant,
  move: z.enum(NOTIFIED_MOVES),
  part: z.enum(PARTS),
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
export function toNews(item: Item): StoredMoveNotice {
  checkSchema(item);
  const { waitsFor: office, until: dispatchAt, ...fields } = stored.parse(item);
  return { office, dispatchAt, ...fields };
}
