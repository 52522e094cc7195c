import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { BY_PLACE } from '../../commitments/commitment-lists.store.ts';
import { stage } from '../../commitments/outcomes.ts';
import { checkSchema, SCHEMA_VERSION } from '../../platform/item-schema.ts';
import { commitmentIdOf, keys, placePrefix } from '../../platform/keys.ts';
import { NOT_YET } from '../../platform/request-items.ts';
import { type Item, isConflict, type TableAccess, type Write } from '../../platform/table.ts';
import { mapConcurrently } from '../../platform/values/concurrency.ts';
import { instant } from '../../platform/values/local-date.ts';
import type { Place } from '../../regions/places.ts';
import { provinceOf } from '../../regions/provinces.ts';
import { type Contribution, type CountedEvent, contribution } from './contributions.ts';
import type { Tally } from './statistics.ts';
import { ADDED_UP, fromParts, PARTS, parsed, toParts } from './statistics-items.store.ts';

/** What was counted of a commitment, and how often that was changed. */
export interface Counted {
  readonly contribution: Contribution;
  readonly revision: number;
}

/** A commitment as counting sees it: its events 1 to n, and what was counted of it, if anything was. */
export interface Countable {
  readonly commitmentId: string;
  readonly events: readonly CountedEvent[];
  readonly counted: Counted | undefined;
}

/** A commitment whose contribution is counted from now on, in place of what was counted before. */
export interface Recorded {
  readonly commitmentId: string;
  readonly counted: Counted | undefined;
  readonly contribution: Contribution;
}

/** A tally as it was read, by whoever wants to write the next one in its place. */
export interface Page {
  readonly place: Place;
  readonly tally: Tally;
  /** Instant of the latest event that it takes account of. */
  readonly at: string | undefined;
  /** The codes of the parts that were added up in it; none of a region. */
  readonly parts: readonly string[];
  /** How often each of its items was written. */
  readonly revisions: ReadonlyMap<string, number>;
}

/** What a tally is to be. */
export type Entry = Pick<Page, 'tally' | 'at' | 'parts'>;

/** The tallies, for whoever keeps them. What is not said otherwise is read strongly consistent. */
export interface TallyLedger {
  /** A commitment with its events, in one read. @throws ItemUnreadableError something of it is not of the form */
  countable(commitmentId: string): Promise<Countable>;
  /** The ids of the commitments in a region or province, eventually consistent. */
  commitmentsIn(code: string): Promise<readonly string[]>;
  /** Everything that is counted of a place. @throws ItemUnreadableError something of it is not of the form */
  page(place: Place): Promise<Page>;
  /** Of several places, what is added up in the places above them. @throws ItemUnreadableError as above */
  summands(places: readonly Place[]): Promise<readonly Page[]>;
  /**
   * Writes a region's next tally together with the commitments that it differs by, all or nothing.
   * @returns false if the region or a commitment has changed since it was read, or was being changed
   */
  enter(before: Page, after: Entry, recorded: readonly Recorded[]): Promise<boolean>;
  /**
   * Writes the next tally of a place above regions, item by item; each on condition that it has not changed.
   * @returns false if one has changed since it was read, or was being changed
   */
  replace(before: Page, after: Entry): Promise<boolean>;
}

/** Places read side by side. */
const CONCURRENCY = 16;

/** Writes that one transaction takes (DynamoDB API reference). */
const TRANSACTION_LIMIT = 100;

/** Commitments that one transaction takes at most. */
const COMMITMENTS_LIMIT = 90;

/** Items of a region's tally that hold no forums; those that do are one for each year. */
const ITEMS_OF_REGION = Object.keys(PARTS).length;

/** How many of those commitments, from the first, fit into one transaction with what changes of their region. */
export function fitting(recorded: readonly Pick<Recorded, 'contribution'>[]): number {
  const years = new Set<string>();
  for (const [index, { contribution: of }] of recorded.slice(0, COMMITMENTS_LIMIT).entries()) {
    years.add(of.raisedOn.slice(0, 'YYYY'.length));
    if (index + 1 + ITEMS_OF_REGION + years.size > TRANSACTION_LIMIT) return index;
  }
  return Math.min(recorded.length, COMMITMENTS_LIMIT);
}

const talliedForm = z.object({ revision: z.int(), contribution });
const headForm = z.object({ at: z.optional(z.string()), parts: z._default(z.array(z.string()), []) });
const revisionForm = z.int();

/** The tallies in the table. */
export class TableTallyLedger implements TallyLedger {
  readonly #table: TableAccess;
  constructor(table: TableAccess) {
    this.#table = table;
  }

  async countable(commitmentId: string): Promise<Countable> {
    const { pk, sk } = keys.tallied(commitmentId);
    const items = await this.#table.queryAll({ value: pk, between: ['EVENT#', sk] });
    const tallied = items.find((item) => item.sk === sk);
    const events = items.filter((item) => String(item.sk).startsWith('EVENT#')).map((item) => toEvent(item));
    return { commitmentId, events, counted: tallied && toCounted(tallied) };
  }

  async commitmentsIn(code: string): Promise<readonly string[]> {
    const listed = await this.#table.queryAll({
      index: BY_PLACE,
      value: provinceOf(code),
      prefix: placePrefix('C', code),
    });
    return listed.map(({ pk }) => commitmentIdOf(String(pk)));
  }

  async page(place: Place): Promise<Page> {
    return toPage(place, await this.#table.queryAll({ value: keys.tally(place, '').pk }));
  }

  async summands(places: readonly Place[]): Promise<readonly Page[]> {
    return await mapConcurrently(
      places,
      async (place) => {
        const range = { value: keys.tally(place, '').pk, between: ADDED_UP };
        return toPage(place, await this.#table.queryAll(range));
      },
      CONCURRENCY,
    );
  }

  async enter(before: Page, after: Entry, recorded: readonly Recorded[]): Promise<boolean> {
    const writes: Write[] = recorded.map((of) => ({
      put: { ...keys.tallied(of.commitmentId), schema: SCHEMA_VERSION, ...nextOf(of) },
      ...ifUnchanged(of.counted?.revision),
    }));
    // The headline always, by which others see that something has changed. Each on its own condition: a query reads item
    // by item, so what was read of one may be older than what was read of another.
    const changed = itemsOf(before, after)
      .filter(({ part, isChanged }) => isChanged || part === PARTS.headline)
      .map(({ part, put }) => ({ put, ...ifUnchanged(before.revisions.get(part)) }));
    return await settled(() => this.#table.write([...writes, ...changed]));
  }

  async replace(before: Page, after: Entry): Promise<boolean> {
    for (const { part, put } of itemsOf(before, after).filter(({ isChanged }) => isChanged)) {
      const { condition, values } = ifUnchanged(before.revisions.get(part));
      if (!(await settled(() => this.#table.put(put, condition, values)))) return false;
    }
    return true;
  }
}

function nextOf({ counted, contribution: of }: Recorded) {
  return { revision: (counted?.revision ?? 0) + 1, contribution: of };
}

function ifUnchanged(revision: number | undefined): { condition: string; values?: Item } {
  return revision === undefined
    ? { condition: NOT_YET }
    : { condition: 'revision = :revision', values: { ':revision': revision } };
}

/** The items as they will be, also those in which nothing is left. */
function itemsOf(before: Page, after: Entry) {
  const [was, is] = [bodiesOf(before), bodiesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].map((part) => {
    const body = is.get(part) ?? {};
    const revision = (before.revisions.get(part) ?? 0) + 1;
    const put: Item = { ...keys.tally(before.place, part), schema: SCHEMA_VERSION, revision, ...body };
    return { part, put, isChanged: !isDeepStrictEqual(was.get(part) ?? {}, body) };
  });
}

function bodiesOf({ tally, at, parts }: Entry): ReadonlyMap<string, Item> {
  const bodies = new Map(toParts(tally));
  const head = { at, parts: parts.length === 0 ? undefined : parts };
  return bodies.set(PARTS.headline, { ...bodies.get(PARTS.headline), ...head });
}

async function settled(write: () => Promise<boolean>): Promise<boolean> {
  try {
    return await write();
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

// Not the whole event: counting goes on where something is broken that it never reads.
const eventForm = z.object({ to: stage, at: instant, changes: z.record(z.string(), z.unknown()) });

function toEvent(item: Item): CountedEvent {
  checkSchema(item);
  return parsed(eventForm, item);
}

/** What was counted of a commitment, from its item. @throws ItemUnreadableError it is not of the form */
export function toCounted(item: Item): Counted {
  checkSchema(item);
  return parsed(talliedForm, item);
}

/** The tally that those items of a place make. @throws ItemUnreadableError one is not of the form */
export function toPage(place: Place, read: readonly Item[]): Page {
  const items = new Map<string, Item>();
  const revisions = new Map<string, number>();
  for (const item of read) {
    checkSchema(item);
    const { pk: _pk, sk, schema: _schema, revision, ...body } = item;
    const part = String(sk);
    revisions.set(part, parsed(revisionForm, revision));
    items.set(part, body);
  }
  const { at, parts } = parsed(headForm, items.get(PARTS.headline) ?? {});
  return { place, tally: fromParts(items), at, parts, revisions };
}
