import { createHash } from 'node:crypto';
import * as z from 'zod';
import { checkSchema, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import type { Item, TableAccess } from '../platform/table.ts';
import { instant } from '../platform/values/local-date.ts';
import { toPerson } from './people.store.ts';
import type { Person } from './people.ts';

/** The part of a session that the browser keeps in its cookie. */
export interface SessionKey {
  readonly userId: string;
  /** A secret: the table only has its hash. */
  readonly id: string;
}

const storedSession = z.object({
  beganAt: instant,
  /** When it ends, whatever is done with it. */
  expiresAt: instant,
  /** When the user pool has to confirm it again. */
  refreshAt: instant,
  /** The refresh token, sealed with the id: the table alone opens nothing. */
  sealedToken: z.string(),
});
export type StoredSession = Readonly<z.infer<typeof storedSession>>;

export interface SessionStore {
  /** Reads a session with its person, strongly consistent: an ended session or access is seen at once. */
  load(key: SessionKey): Promise<{ readonly session: StoredSession | undefined; readonly person: Person | undefined }>;
  put(key: SessionKey, session: StoredSession): Promise<void>;
  /** Replaces a session. @returns false if it has ended meanwhile; then it stays ended */
  replace(key: SessionKey, session: StoredSession): Promise<boolean>;
  remove(key: SessionKey): Promise<void>;
}

export class TableSessionStore implements SessionStore {
  readonly #table: TableAccess;
  constructor(table: TableAccess) {
    this.#table = table;
  }

  async load(key: SessionKey) {
    const personKey = keys.person(key.userId);
    const items = await this.#table.getAll([itemKey(key), personKey], { isConsistent: true });
    const [person] = items.filter(({ pk }) => pk === personKey.pk).map(toPerson);
    const [session] = items.filter(({ pk }) => pk !== personKey.pk).map(toSession);
    return { session, person };
  }

  async put(key: SessionKey, session: StoredSession): Promise<void> {
    await this.#table.put(sessionItem(key, session));
  }

  async replace(key: SessionKey, session: StoredSession): Promise<boolean> {
    return await this.#table.put(sessionItem(key, session), 'attribute_exists(pk)');
  }

  async remove(key: SessionKey): Promise<void> {
    await this.#table.remove(itemKey(key));
  }
}

function itemKey({ userId, id }: SessionKey) {
  return keys.session(userId, createHash('sha256').update(id).digest('hex'));
}

function sessionItem(key: SessionKey, session: StoredSession): Item {
  // DynamoDB removes the row some time after this second.
  const expires = Math.ceil(Date.parse(session.expiresAt) / 1_000);
  return { ...itemKey(key), schema: SCHEMA_VERSION, ...session, expires };
}

function toSession(item: Item): StoredSession {
  checkSchema(item);
  return storedSession.parse(item);
}
