import * as z from 'zod/mini';
import { KeyAlreadyUsedError, NotReachedError } from '../domain/errors.ts';
import { type Holder, type Office, type OfficeId, type Offices, office } from '../domain/offices.ts';
import { provinceOf } from '../domain/provinces.ts';
import type { Scope } from '../domain/scope.ts';
import { checkSchema, SCHEMA_VERSION } from './item-schema.ts';
import { keys } from './keys.ts';
import { type List, listRanges } from './lists.ts';
import { NOT_YET, type RepeatableRequest, requestItem } from './requests.ts';
import type { Item, Range, Table, Write } from './table.ts';

/** The offices and who holds them. */
export interface OfficeStore {
  get(id: OfficeId): Promise<Office | undefined>;
  /** The offices of those ids, where they exist, and all above them. */
  getLines(ids: readonly OfficeId[]): Promise<Offices>;
  /** A page of the offices concerned with the region, or without one with anything in the scope. */
  list(region: string | undefined, cursor: string | undefined, scope: Scope): Promise<List<Office>>;
  /**
   * Creates an office.
   * @param request id and hash of the request where it may be repeated
   * @returns false if there is one of that id already, made by another request
   * @throws KeyAlreadyUsedError the request's id was used with another body
   */
  create(created: Office, request?: RepeatableRequest): Promise<boolean>;
  /**
   * Replaces an office.
   * @returns false if there is none of that id
   * @throws NotReachedError others kept changing it at the same time
   */
  replace(after: Office): Promise<boolean>;
  setHolder(id: OfficeId, holder: Holder): Promise<void>;
}

/** How long an office that was read is taken to be as it was, in milliseconds. */
const FRESH_MS = 60_000;

/** How often a replacement is tried against others who change the same office. */
const REPLACEMENTS_TRIED = 3;

/** The offices in the table; single offices are kept in memory for a minute. */
export class TableOfficeStore implements OfficeStore {
  readonly #table: Table;
  readonly #clock: () => number;
  readonly #read = new Map<OfficeId, { readonly office: Office; readonly at: number }>();
  constructor(table: Table, clock: () => number) {
    this.#table = table;
    this.#clock = clock;
  }

  async get(id: OfficeId): Promise<Office | undefined> {
    const known = this.#read.get(id);
    if (known !== undefined && this.#clock() - known.at < FRESH_MS) return known.office;
    const item = await this.#table.get(keys.office(id));
    if (item === undefined) return undefined;
    const found = toOffice(item);
    this.#read.set(id, { office: found, at: this.#clock() });
    return found;
  }

  async getLines(ids: readonly OfficeId[]): Promise<Offices> {
    const offices = new Map<OfficeId, Office>();
    let level: readonly OfficeId[] = ids;
    while (level.length > 0) {
      const wanted = [...new Set(level)].filter((id) => !offices.has(id));
      const found = (await Promise.all(wanted.map((id) => this.get(id)))).filter((row) => row !== undefined);
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
        // An office that serves several of the codes stands under each; it is listed under the first.
        .filter(({ row, under }) => isNation || codes.find((code) => row.serves.includes(code)) === under)
        .map(({ row }) => row),
    );
  }

  async create(created: Office, request?: RepeatableRequest): Promise<boolean> {
    const writes = [
      ...(request === undefined ? [] : [{ put: requestItem(request), condition: NOT_YET }]),
      ...created.serves.map((code) => ({ put: servingItem(code, created) })),
      { put: officeItem(created), condition: NOT_YET },
    ];
    if (await this.#table.write(writes)) return true;
    if (request === undefined) return false;
    const repeated = await this.#table.get(keys.request(request.id));
    if (repeated === undefined) return false;
    if (repeated.requestHash !== request.hash) throw new KeyAlreadyUsedError();
    return true;
  }

  async replace(after: Office): Promise<boolean> {
    for (let tries = 0; tries < REPLACEMENTS_TRIED; tries += 1) {
      const item = await this.#table.get(keys.office(after.officeId));
      if (item === undefined) return false;
      if (await this.#table.write(replacement(toOffice(item), after))) {
        this.#read.delete(after.officeId);
        return true;
      }
    }
    throw new NotReachedError('Kantor ini sedang diubah oleh pihak lain. Ulangi sebentar lagi.');
  }

  async setHolder(id: OfficeId, holder: Holder): Promise<void> {
    await this.#table.write([{ put: { ...keys.holder(id, holder.from), schema: SCHEMA_VERSION, ...holder } }]);
  }
}

/** What it takes to replace an office: itself, unless it has changed since, and the list of each region it serves. */
function replacement(before: Office, after: Office): readonly Write[] {
  const left = before.serves.filter((code) => !after.serves.includes(code));
  return [
    { put: officeItem(after), condition: 'serves = :serves', values: { ':serves': before.serves } },
    ...after.serves.map((code) => ({ put: servingItem(code, after) })),
    ...left.map((code) => ({ remove: keys.officeServing(code, before.officeId) })),
  ];
}

function officeItem(of: Office): Item {
  return { ...keys.office(of.officeId), schema: SCHEMA_VERSION, ...of };
}

function servingItem(code: string, of: Office): Item {
  return { ...keys.officeServing(code, of.officeId), schema: SCHEMA_VERSION, ...of };
}

function codeOf(item: Item): string {
  return String(item.pk).slice('SERVED#'.length);
}

const stored = z.object(office.shape);

function toOffice(item: Item): Office {
  checkSchema(item);
  return stored.parse(item);
}
