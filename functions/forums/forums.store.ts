import * as z from 'zod';
import { checkSchema, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import { NOT_YET, type RepeatableRequest, requestItem } from '../platform/request-items.ts';
import type { Item, TableAccess } from '../platform/table.ts';
import { KeyAlreadyUsedError, NotFoundError } from '../platform/values/errors.ts';
import { regionOfId } from '../platform/values/ids.ts';
import { placeOf, rangesOf } from '../regions/place-index.store.ts';
import { covers, type Scope } from '../regions/scope.ts';
import { type Forum, forum } from './forums.ts';

/** The forums. Whatever lies outside the scope does not exist, and is not read. */
export interface ForumStore {
  /** @throws NotFoundError there is none in the scope */
  get(forumId: string, scope: Scope): Promise<Forum>;
  /** Those of the forums that exist, by id, whatever the scope; eventually consistent. */
  known(forumIds: readonly string[]): Promise<ReadonlyMap<string, Forum>>;
  list(region: string | undefined, cursor: string | undefined, scope: Scope): Promise<List<Forum>>;
  /**
   * Opens a forum; opened before by the same request, gives that one.
   * @param request id and hash of the request where it may be repeated
   * @throws KeyAlreadyUsedError the request's id was used with another body
   */
  open(opened: Forum, request?: RepeatableRequest): Promise<Forum>;
}

/** The forums in the table. */
export class TableForumStore implements ForumStore {
  readonly #table: TableAccess;
  constructor(table: TableAccess) {
    this.#table = table;
  }

  async get(forumId: string, scope: Scope): Promise<Forum> {
    const region = regionOfId(forumId);
    const item = region !== undefined && covers(scope, region) ? await this.#table.get(keys.forum(forumId)) : undefined;
    if (item === undefined) throw new NotFoundError('Forum tidak ditemukan.');
    return toForum(item);
  }

  async known(forumIds: readonly string[]): Promise<ReadonlyMap<string, Forum>> {
    const items = await this.#table.getAll([...new Set(forumIds)].map(keys.forum));
    return new Map(items.map(toForum).map((row) => [row.forumId, row]));
  }

  async list(region: string | undefined, cursor: string | undefined, scope: Scope): Promise<List<Forum>> {
    const ranges = rangesOf('FORUM', region === undefined ? scope : [region]);
    return await listRanges(this.#table, ranges, cursor, async (keyed) => {
      const items = await this.#table.getAll(keyed.map((item) => ({ pk: String(item.pk), sk: String(item.sk) })));
      return items.map(toForum).filter((row) => covers(scope, row.region));
    });
  }

  async open(opened: Forum, request?: RepeatableRequest): Promise<Forum> {
    const { forumId, ...fields } = opened;
    const item = {
      ...keys.forum(forumId),
      schema: SCHEMA_VERSION,
      ...fields,
      ...placeOf('FORUM', opened.region, opened.date ?? '', forumId),
    };
    const writes = [
      ...(request === undefined ? [] : [{ put: requestItem(request), condition: NOT_YET }]),
      { put: item, condition: NOT_YET },
    ];
    if (await this.#table.write(writes)) return opened;
    const repeated = request && (await this.#table.get(keys.request(request.id)));
    const existing = await this.#table.get(keys.forum(forumId));
    if (existing === undefined || repeated?.requestHash !== request?.hash) throw new KeyAlreadyUsedError();
    return toForum(existing);
  }
}

// Whether there is such a region was asked when it was opened: a decree may have done away with it since.
const stored = z.object({ ...forum.shape, region: z.string() });

// The id stands in the key alone: as an attribute of its own it would put the forum among its commitments in byForum.
function toForum(item: Item): Forum {
  checkSchema(item);
  return stored.parse({ ...item, forumId: String(item.pk).slice('FORUM#'.length) });
}
