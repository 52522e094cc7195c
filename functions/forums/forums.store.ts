import * as z from 'zod';
import { checkSchema, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import { IF_ABSENT, type RepeatableRequest, requestItem } from '../platform/request-items.ts';
import type { Item, TableAccess } from '../platform/table.ts';
import { KeyAlreadyUsedError, NotFoundError } from '../platform/values/errors.ts';
import { regionOfId } from '../platform/values/ids.ts';
import { placeAttributes, placeRanges } from '../regions/place-index.store.ts';
import { covers, type Scope } from '../regions/scope.ts';
import { type Forum, forum } from './forums.ts';

/** The forums. Forums outside the scope are neither read nor revealed. */
export interface ForumStore {
  /** @throws NotFoundError there is no such forum in the scope */
  get(forumId: string, scope: Scope): Promise<Forum>;
  /** The existing forums by id, regardless of scope; eventually consistent. */
  known(forumIds: readonly string[]): Promise<ReadonlyMap<string, Forum>>;
  list(region: string | undefined, cursor: string | undefined, scope: Scope): Promise<List<Forum>>;
  /**
   * Opens a forum; a repeated request returns the existing one.
   * @param request makes the creation repeatable
   * @throws KeyAlreadyUsedError the request id was used with another body
   */
  open(opened: Forum, request?: RepeatableRequest): Promise<Forum>;
}

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
    const ranges = placeRanges('FORUM', region === undefined ? scope : [region]);
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
      ...placeAttributes('FORUM', opened.region, opened.date ?? '', forumId),
    };
    const writes = [
      ...(request === undefined ? [] : [{ put: requestItem(request), condition: IF_ABSENT }]),
      { put: item, condition: IF_ABSENT },
    ];
    if (await this.#table.write(writes)) return opened;
    const repeated = request && (await this.#table.get(keys.request(request.id)));
    const existing = await this.#table.get(keys.forum(forumId));
    if (existing === undefined || repeated?.requestHash !== request?.hash) throw new KeyAlreadyUsedError();
    return toForum(existing);
  }
}

// Does not check that the region exists: a decree may have dissolved it since.
const stored = z.object({ ...forum.shape, region: z.string() });

// The id is only in the key: as an attribute, `forumId` would put the forum among its commitments in byForum.
function toForum(item: Item): Forum {
  checkSchema(item);
  return stored.parse({ ...item, forumId: String(item.pk).slice('FORUM#'.length) });
}
