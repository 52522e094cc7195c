import * as z from 'zod';
import { BY_PLACE } from '../platform/indexes.ts';
import { checkSchema, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys, officesAt, officesIn } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import { IF_ABSENT, type RepeatableRequest, requestItem } from '../platform/request-items.ts';
import { ConcurrentChangeError, retry } from '../platform/retry.ts';
import type { Item, Range, TableAccess, Write } from '../platform/table.ts';
import { KeyAlreadyUsedError } from '../platform/values/errors.ts';
import { provinceOf } from '../regions/provinces.ts';
import type { Scope } from '../regions/scope.ts';
import { type Zone, zoneOf } from '../regions/zones.ts';
import { type Addressee, type Suppression, storedHolder, suppression, withHolder } from './addressees.ts';
import { mailboxOf } from './mailboxes.ts';
import { type Holder, type Office, type OfficeId, type Offices, office } from './offices.ts';

export interface OfficeStore {
  get(id: OfficeId): Promise<Office | undefined>;
  /** The existing offices of these ids, by one read of those that the cache lacks; eventually consistent. */
  getMany(ids: readonly OfficeId[]): Promise<Offices>;
  /** The existing offices of these ids, with all offices above them. */
  getLines(ids: readonly OfficeId[]): Promise<Offices>;
  /** A page of the offices that serve the region; without a region, those that serve any part of the scope. */
  list(region: string | undefined, cursor: string | undefined, scope: Scope): Promise<List<Office>>;
  /** Whether letters to an office go to the mailbox of this address, which several people read. */
  hasAddress(address: string): Promise<boolean>;
  /**
   * Creates an office.
   * @param request makes the creation repeatable
   * @returns false if another request created an office with this id
   * @throws KeyAlreadyUsedError the request id was used with another body
   */
  create(created: Office, request?: RepeatableRequest): Promise<boolean>;
  /**
   * Replaces an office.
   * @returns false if the office does not exist
   * @throws NotReachedError concurrent changes persisted
   */
  replace(after: Office): Promise<boolean>;
  /**
   * Adds a holder to an existing office, replacing the one with the same first day.
   * @throws NotReachedError concurrent changes persisted
   */
  setHolder(id: OfficeId, holder: Holder): Promise<void>;
  /**
   * Suppresses an address of the office; idempotent.
   * @returns false if the office does not exist
   * @throws NotReachedError concurrent changes persisted
   */
  suppress(id: OfficeId, suppression: Suppression): Promise<boolean>;
  /** Removes all suppressions. @returns false if the office does not exist */
  liftSuppressions(id: OfficeId): Promise<boolean>;
  /** Reads the addressee, bypassing the cache. */
  addressee(id: OfficeId): Promise<Addressee | undefined>;
  /** The addressees from the first to the last id, eventually consistent. */
  addressees(first: OfficeId, last: OfficeId): Promise<readonly Addressee[]>;
  /** The sorted ids of the offices of a sweep zone, eventually consistent. */
  idsIn(zone: Zone): Promise<readonly OfficeId[]>;
}

/** Lifetime of a cached office, in milliseconds. */
const CACHE_MS = 60_000;

/** Attempts of a change under concurrent changes. */
const ATTEMPTS = 8;

/** Caches single offices for a minute. */
export class TableOfficeStore implements OfficeStore {
  readonly #table: TableAccess;
  readonly #clock: () => number;
  readonly #read = new Map<OfficeId, { readonly office: Office; readonly at: number }>();
  constructor(table: TableAccess, clock: () => number) {
    this.#table = table;
    this.#clock = clock;
  }

  async get(id: OfficeId): Promise<Office | undefined> {
    const known = this.#cached(id);
    if (known !== undefined) return known;
    const item = await this.#table.get(keys.office(id));
    return item === undefined ? undefined : this.#remember(toOffice(item));
  }

  async getMany(ids: readonly OfficeId[]): Promise<Offices> {
    const known = [...new Set(ids)].map((id) => ({ id, office: this.#cached(id) }));
    const missing = known.filter(({ office: found }) => found === undefined).map(({ id }) => keys.office(id));
    const items = missing.length === 0 ? [] : await this.#table.getAll(missing);
    const all = [
      ...known.flatMap(({ office: found }) => found ?? []),
      ...items.map((item) => this.#remember(toOffice(item))),
    ];
    return new Map(all.map((found) => [found.officeId, found]));
  }

  #cached(id: OfficeId): Office | undefined {
    const known = this.#read.get(id);
    return known !== undefined && this.#clock() - known.at < CACHE_MS ? known.office : undefined;
  }

  #remember(found: Office): Office {
    this.#read.set(found.officeId, { office: found, at: this.#clock() });
    return found;
  }

  async getLines(officeIds: readonly OfficeId[]): Promise<Offices> {
    const offices = new Map<OfficeId, Office>();
    let level: readonly OfficeId[] = officeIds;
    while (level.length > 0) {
      const ids = [...new Set(level)].filter((id) => !offices.has(id));
      const found = (await Promise.all(ids.map((id) => this.get(id)))).filter((row) => row !== undefined);
      for (const row of found) offices.set(row.officeId, row);
      level = found.map((row) => row.escalatesTo).filter((id) => id !== null);
    }
    return offices;
  }

  async list(region: string | undefined, cursor: string | undefined, scope: Scope): Promise<List<Office>> {
    const isNation = region === undefined && scope.includes('*');
    const places = region === undefined ? scope : [region];
    const codes = [...new Set([...places, ...places.map(provinceOf), '*'])];
    const ranges: readonly Range[] = isNation
      ? [{ value: 'OFFICES' }]
      : codes.map((code) => ({ value: `SERVED#${code}` }));
    return await listRanges(this.#table, ranges, cursor, async (items) =>
      items
        .map((item) => ({ row: toOffice(item), under: codeOf(item) }))
        // An office has an entry under each code that it serves; list it under the first.
        .filter(({ row, under }) => isNation || codes.find((code) => row.serves.includes(code)) === under)
        .map(({ row }) => row),
    );
  }

  async hasAddress(address: string): Promise<boolean> {
    return (await this.#table.query({ value: officesAt(mailboxOf(address)) }, 1)).items.length > 0;
  }

  async create(created: Office, request?: RepeatableRequest): Promise<boolean> {
    const writes = [
      ...(request === undefined ? [] : [{ put: requestItem(request), condition: IF_ABSENT }]),
      ...created.serves.map((code) => ({ put: servingItem(code, created) })),
      { put: addressItem(created) },
      { put: officeItem({ office: created, holders: [], suppressed: [] }, 1), condition: IF_ABSENT },
    ];
    if (await this.#table.write(writes)) return true;
    if (request === undefined) return false;
    const repeated = await this.#table.get(keys.request(request.id));
    if (repeated === undefined) return false;
    if (repeated.requestHash !== request.hash) throw new KeyAlreadyUsedError();
    return true;
  }

  async replace(after: Office): Promise<boolean> {
    return await this.#change(after.officeId, (before) => ({ ...before, office: after }));
  }

  async setHolder(id: OfficeId, holder: Holder): Promise<void> {
    await this.#change(id, (before) => ({ ...before, holders: withHolder(before.holders, holder) }));
  }

  async suppress(id: OfficeId, added: Suppression): Promise<boolean> {
    return await this.#change(id, (before) => {
      if (before.suppressed.some(({ address }) => address === added.address)) return before;
      return { ...before, suppressed: [...before.suppressed, added] };
    });
  }

  async liftSuppressions(id: OfficeId): Promise<boolean> {
    return await this.#change(id, (before) => ({ ...before, suppressed: [] }));
  }

  async addressee(id: OfficeId): Promise<Addressee | undefined> {
    const item = await this.#table.get(keys.office(id));
    return item === undefined ? undefined : toAddressee(item);
  }

  async addressees(first: OfficeId, last: OfficeId): Promise<readonly Addressee[]> {
    const items = await this.#table.queryAll({ value: 'OFFICES', between: [first, last], isEventual: true });
    return items.map(toAddressee);
  }

  async idsIn(zone: Zone): Promise<readonly OfficeId[]> {
    const items = await this.#table.queryAll({ index: BY_PLACE, value: officesIn(zone) });
    return items.map((item) => String(item.sk));
  }

  async #change(id: OfficeId, change: (before: Addressee) => Addressee): Promise<boolean> {
    return await retry({ attempts: ATTEMPTS }, async () => {
      const item = await this.#table.get(keys.office(id));
      if (item === undefined) return false;
      const before = toAddressee(item);
      const after = change(before);
      if (after === before) return true;
      if (!(await this.#table.write(replacement(before, after, revisionOf(item))))) {
        throw new ConcurrentChangeError('Kantor ini sedang diubah oleh pihak lain. Ulangi sebentar lagi.');
      }
      this.#read.delete(id);
      return true;
    });
  }
}

/** The writes that replace an office: its item, conditional on the revision, its entry under each served code, and its address. */
function replacement(before: Addressee, after: Addressee, revision: number): readonly Write[] {
  const { officeId, serves, email } = after.office;
  const dropped = before.office.serves.filter((code) => !serves.includes(code));
  const mailbox = mailboxOf(before.office.email);
  return [
    { put: officeItem(after, revision + 1), condition: 'revision = :revision', values: { ':revision': revision } },
    ...serves.map((code) => ({ put: servingItem(code, after.office) })),
    ...dropped.map((code) => ({ remove: keys.officeServing(code, officeId) })),
    ...(mailbox !== mailboxOf(email)
      ? [{ put: addressItem(after.office) }, { remove: keys.officeAddress(mailbox, officeId) }]
      : []),
  ];
}

/** One item holds everything that a sweep needs, so that one query reads all offices. */
function officeItem({ office: of, ...reached }: Addressee, revision: number): Item {
  const listed = { place: officesIn(zoneOf(of.timeZone)), placeSort: of.officeId };
  return { ...keys.office(of.officeId), schema: SCHEMA_VERSION, ...of, ...reached, ...listed, revision };
}

const revisionOf = (item: Item) => z.int().parse(item.revision);

function servingItem(code: string, of: Office): Item {
  return { ...keys.officeServing(code, of.officeId), schema: SCHEMA_VERSION, ...of };
}

/** Marks the office's letter address, so that nobody gets an account with it. */
function addressItem({ email, officeId }: Office): Item {
  return { ...keys.officeAddress(mailboxOf(email), officeId), schema: SCHEMA_VERSION };
}

function codeOf(item: Item): string {
  return String(item.pk).slice('SERVED#'.length);
}

// Does not check that the regions exist: a decree may have dissolved one since.
const stored = z.object({ ...office.shape, region: z.string().nullable(), serves: z.array(z.string()) });

function toOffice(item: Item): Office {
  checkSchema(item);
  return stored.parse(item);
}

const reached = z.object({ holders: z.array(storedHolder), suppressed: z.array(suppression) });

function toAddressee(item: Item): Addressee {
  return { office: toOffice(item), ...reached.parse(item) };
}
