import * as z from 'zod';
import type { OfficeId } from '../offices/offices.ts';
import { BY_PLACE } from '../platform/indexes.ts';
import { checkSchema, ItemUnreadableError, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keyOf, keys, PEOPLE, sessionsOf, staffOf } from '../platform/keys.ts';
import { logger } from '../platform/logger.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import { IF_ABSENT, type RepeatableRequest, requestItem } from '../platform/request-items.ts';
import { type Item, isConflict, type TableAccess, type Write } from '../platform/table.ts';
import { KeyAlreadyUsedError } from '../platform/values/errors.ts';
import { officeIdsOf, type Person, person } from './people.ts';

/** The accounts of administrators that have not ended, as read once. */
export interface Administrators {
  readonly userIds: readonly string[];
  /** 0 before the first administrator. */
  readonly revision: number;
}

/** A change of an account; without `before`, a new one. */
export interface AccountChange {
  readonly before?: Person | undefined;
  readonly after: Person;
  /** The administrators by whom the change was judged; it fails if others have been written since. */
  readonly administrators?: Administrators | undefined;
  /** Makes the change repeatable. */
  readonly request?: RepeatableRequest | undefined;
}

export interface PeopleStore {
  /**
   * Reads a person, strongly consistent: an ended access is seen at once.
   * @throws ItemUnreadableError
   */
  get(userId: string): Promise<Person | undefined>;
  /** The account of an address, also an ended one. */
  findByEmail(email: string): Promise<Person | undefined>;
  administrators(): Promise<Administrators>;
  /**
   * Whether the request was recorded with a change.
   * @throws KeyAlreadyUsedError the request id was used with another body
   */
  isRecorded(request: RepeatableRequest): Promise<boolean>;
  /**
   * A page of the people who hold, held or will hold one of the offices, or of all people; ended accounts too. Unreadable
   * ones are left out and logged.
   */
  list(offices: readonly OfficeId[] | undefined, cursor: string | undefined): Promise<List<Person>>;
  /**
   * Writes an account with everything that follows from it, in one transaction.
   * @returns false if the account, its address or the administrators have changed meanwhile; then nothing was written
   */
  save(change: AccountChange): Promise<boolean>;
  /** Removes all sessions of a person. */
  endSessions(userId: string): Promise<void>;
}

const administratorsItem = z.object({ userIds: z.array(z.string()), revision: z.int() });
const emailItem = z.object({ userId: z.string() });

export class TablePeopleStore implements PeopleStore {
  readonly #table: TableAccess;
  constructor(table: TableAccess) {
    this.#table = table;
  }

  async get(userId: string): Promise<Person | undefined> {
    const item = await this.#table.get(keys.person(userId));
    return item === undefined ? undefined : toPerson(item);
  }

  async findByEmail(email: string): Promise<Person | undefined> {
    const item = await this.#table.get(keys.email(email));
    return item === undefined ? undefined : await this.get(emailItem.parse(item).userId);
  }

  async administrators(): Promise<Administrators> {
    const item = await this.#table.get(keys.administrators());
    return item === undefined ? { userIds: [], revision: 0 } : administratorsItem.parse(item);
  }

  async isRecorded({ id, hash }: RepeatableRequest): Promise<boolean> {
    const item = await this.#table.get(keys.request(id));
    if (item !== undefined && item.requestHash !== hash) throw new KeyAlreadyUsedError();
    return item !== undefined;
  }

  async list(offices: readonly OfficeId[] | undefined, cursor: string | undefined): Promise<List<Person>> {
    if (offices === undefined) {
      return await listRanges(this.#table, [{ index: BY_PLACE, value: PEOPLE }], cursor, async (entries) =>
        (await this.#table.getAll(entries.map(keyOf))).flatMap((item) => readable(item, toPerson)),
      );
    }
    const ranges = offices.map((office) => ({ value: staffOf(office) }));
    return await listRanges(this.#table, ranges, cursor, async (items) =>
      items
        .flatMap((item) => readable(item, staffed).map((row) => ({ row, under: String(item.pk) })))
        // Who holds several of the offices has an entry under each; list the person under the first.
        .filter(({ row, under }) => staffOf(offices.find((id) => officeIdsOf(row).includes(id)) ?? '') === under)
        .map(({ row }) => row),
    );
  }

  async save({ before, after, administrators, request }: AccountChange): Promise<boolean> {
    const held = officeIdsOf(after);
    const dropped = before === undefined ? [] : officeIdsOf(before).filter((id) => !held.includes(id));
    const isOfAdministrators = isAdministrator(before) || isAdministrator(after);
    const known = isOfAdministrators ? (administrators ?? (await this.administrators())) : undefined;
    const writes: readonly Write[] = [
      ...(request === undefined ? [] : [{ put: requestItem(request), condition: IF_ABSENT }]),
      { put: personItem(after), ...unchangedSince(before) },
      ...(before === undefined ? [{ put: addressItem(after), condition: IF_ABSENT }] : []),
      ...held.map((office) => ({ put: staffItem(office, after) })),
      ...dropped.map((office) => ({ remove: keys.staff(office, after.userId) })),
      ...(known === undefined ? [] : [administratorsWrite(known, after)]),
    ];
    try {
      return await this.#table.write(writes);
    } catch (error) {
      if (isConflict(error)) return false;
      throw error;
    }
  }

  async endSessions(userId: string): Promise<void> {
    const sessions = await this.#table.queryAll({ value: sessionsOf(userId) });
    await Promise.all(sessions.map((item) => this.#table.remove(keyOf(item))));
  }
}

const isAdministrator = (of: Person | undefined) => of?.role === 'admin' && of.endedAt === undefined;

/** The condition that the row is the one read. The invitation is no new version: nobody has to read the row again for it. */
function unchangedSince(before: Person | undefined): { condition: string; values?: Item } {
  if (before === undefined) return { condition: IF_ABSENT };
  const { version, invitedAt } = before;
  return invitedAt === undefined
    ? { condition: 'version = :version AND attribute_not_exists(invitedAt)', values: { ':version': version } }
    : {
        condition: 'version = :version AND invitedAt = :invitedAt',
        values: { ':version': version, ':invitedAt': invitedAt },
      };
}

function administratorsWrite({ userIds, revision }: Administrators, after: Person): Write {
  const others = userIds.filter((id) => id !== after.userId);
  const put = {
    ...keys.administrators(),
    schema: SCHEMA_VERSION,
    userIds: isAdministrator(after) ? [...others, after.userId] : others,
    revision: revision + 1,
  };
  if (revision === 0) return { put, condition: IF_ABSENT };
  return { put, condition: 'revision = :revision', values: { ':revision': revision } };
}

function personItem(saved: Person): Item {
  const { userId, ...fields } = saved;
  const listed = { place: PEOPLE, placeSort: `${fields.name.toLowerCase()}#${userId}` };
  return { ...keys.person(userId), schema: SCHEMA_VERSION, ...fields, ...listed };
}

function addressItem({ email, userId }: Person): Item {
  return { ...keys.email(email), schema: SCHEMA_VERSION, userId };
}

/** The person once more for each office, so that one query lists the people of an office. */
function staffItem(office: OfficeId, { userId, ...fields }: Person): Item {
  return { ...keys.staff(office, userId), schema: SCHEMA_VERSION, ...fields };
}

/** @throws ItemUnreadableError */
export function toPerson(item: Item): Person {
  return personWith(item, String(item.pk).slice('PERSON#'.length));
}

const staffed = (item: Item) => personWith(item, String(item.sk));

function personWith(item: Item, userId: string): Person {
  checkSchema(item);
  const result = person.safeParse({ ...item, userId });
  if (!result.success) throw new ItemUnreadableError(`${item.pk} ${item.sk}: ${result.error.message}`);
  return result.data;
}

/** Leaves out an unreadable account, so that it does not hide the others. */
function readable(item: Item, read: (item: Item) => Person): readonly Person[] {
  try {
    return [read(item)];
  } catch (error) {
    if (!(error instanceof ItemUnreadableError)) throw error;
    logger.error('account left out of a list', { error });
    return [];
  }
}
