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
import type { Statistics } from './statistics.ts';
import { ADDED_UP, fromParts, parsedItem, STATISTICS_PARTS, toParts } from './statistics-items.store.ts';

/** What was counted of a commitment, and how often that was changed. */
export interface CountedContribution {
  readonly contribution: Contribution;
  readonly revision: number;
}

/** A commitment as counting sees it: its events 1 to n, and what was counted of it, if anything was. */
export interface Countable {
  readonly commitmentId: string;
  readonly events: readonly CountedEvent[];
  readonly counted: CountedContribution | undefined;
}

/** A commitment whose contribution is counted from now on, in place of what was counted before. */
export interface ContributionChange {
  readonly commitmentId: string;
  readonly counted: CountedContribution | undefined;
  readonly contribution: Contribution;
}

/** A tally as it was read, by whoever wants to write the next one in its place. */
export interface StoredStatistics {
  readonly place: Place;
  readonly statistics: Statistics;
  /** Instant of the latest event that it takes account of. */
  readonly at: string | undefined;
  /** The codes of the parts that were added up in it; none of a region. */
  readonly parts: readonly string[];
  /** How often each of its items was written. */
  readonly revisions: ReadonlyMap<string, number>;
}

/** What a tally is to be. */
export type NextStatistics = Pick<StoredStatistics, 'statistics' | 'at' | 'parts'>;

/** The tallies, for whoever keeps them. What is not said otherwise is read strongly consistent. */
export interface StatisticsRepository {
  /** A commitment with its events, in one read. @throws ItemUnreadableError something of it is not of the form */
  countable(commitmentId: string): Promise<Countable>;
  /** The ids of the commitments in a region or province, eventually consistent. */
  commitmentsIn(code: string): Promise<readonly string[]>;
  /** Everything that is counted of a place. @throws ItemUnreadableError something of it is not of the form */
  load(place: Place): Promise<StoredStatistics>;
  /** Of several places, what is added up in the places above them. @throws ItemUnreadableError as above */
  summands(places: readonly Place[]): Promise<readonly StoredStatistics[]>;
  /**
   * Writes a region's next tally together with the commitments that it differs by, all or nothing.
   * @returns false if the region or a commitment has changed since it was read, or was being changed
   */
  update(before: StoredStatistics, after: NextStatistics, changes: readonly ContributionChange[]): Promise<boolean>;
  /**
   * Writes the next tally of a place above regions, item by item; each on condition that it has not changed.
   * @returns false if one has changed since it was read, or was being changed
   */
  replace(before: StoredStatistics, after: NextStatistics): Promise<boolean>;
}

/** Places read side by side. */
const CONCURRENCY = 16;

/** Writes that one transaction takes (DynamoDB API reference). */
const TRANSACTION_LIMIT = 100;

/** Commitments that one transaction takes at most. */
const COMMITMENTS_LIMIT = 90;

/** Items of a region's tally that hold no forums; those that do are one for each year. */
const ITEMS_OF_REGION = Object.keys(STATISTICS_PARTS).length;

/** How many of those commitments, from the first, fit into one transaction with what changes of their region. */
export function fitting(changes: readonly Pick<ContributionChange, 'contribution'>[]): number {
  const years = new Set<string>();
  for (const [index, { contribution: of }] of changes.slice(0, COMMITMENTS_LIMIT).entries()) {
    years.add(of.raisedOn.slice(0, 'YYYY'.length));
    if (index + 1 + ITEMS_OF_REGION + years.size > TRANSACTION_LIMIT) return index;
  }
  return Math.min(changes.length, COMMITMENTS_LIMIT);
}

const countedForm = z.object({ revision: z.int(), contribution });
const headForm = z.object({ at: z.optional(z.string()), parts: z._default(z.array(z.string()), []) });
const revisionForm = z.int();

/** The tallies in the table. */
export class TableStatisticsRepository implements StatisticsRepository {
  readonly #table: TableAccess;
  constructor(table: TableAccess) {
    this.#table = table;
  }

  async countable(commitmentId: string): Promise<Countable> {
    const { pk, sk } = keys.counted(commitmentId);
    const items = await this.#table.queryAll({ value: pk, between: ['EVENT#', sk] });
    const counted = items.find((item) => item.sk === sk);
    const events = items.filter((item) => String(item.sk).startsWith('EVENT#')).map((item) => toEvent(item));
    return { commitmentId, events, counted: counted && toCounted(counted) };
  }

  async commitmentsIn(code: string): Promise<readonly string[]> {
    const listed = await this.#table.queryAll({
      index: BY_PLACE,
      value: provinceOf(code),
      prefix: placePrefix('C', code),
    });
    return listed.map(({ pk }) => commitmentIdOf(String(pk)));
  }

  async load(place: Place): Promise<StoredStatistics> {
    return toStoredStatistics(place, await this.#table.queryAll({ value: keys.statistics(place, '').pk }));
  }

  async summands(places: readonly Place[]): Promise<readonly StoredStatistics[]> {
    return await mapConcurrently(
      places,
      async (place) => {
        const range = { value: keys.statistics(place, '').pk, between: ADDED_UP };
        return toStoredStatistics(place, await this.#table.queryAll(range));
      },
      CONCURRENCY,
    );
  }

  async update(
    before: StoredStatistics,
    after: NextStatistics,
    changes: readonly ContributionChange[],
  ): Promise<boolean> {
    const writes: Write[] = changes.map((of) => ({
      put: { ...keys.counted(of.commitmentId), schema: SCHEMA_VERSION, ...nextOf(of) },
      ...ifUnchanged(of.counted?.revision),
    }));
    // The headline always, by which others see that something has changed. Each on its own condition: a query reads item
    // by item, so what was read of one may be older than what was read of another.
    const changed = itemsOf(before, after)
      .filter(({ part, isChanged }) => isChanged || part === STATISTICS_PARTS.headline)
      .map(({ part, put }) => ({ put, ...ifUnchanged(before.revisions.get(part)) }));
    return await settled(() => this.#table.write([...writes, ...changed]));
  }

  async replace(before: StoredStatistics, after: NextStatistics): Promise<boolean> {
    for (const { part, put } of itemsOf(before, after).filter(({ isChanged }) => isChanged)) {
      const { condition, values } = ifUnchanged(before.revisions.get(part));
      if (!(await settled(() => this.#table.put(put, condition, values)))) return false;
    }
    return true;
  }
}

function nextOf({ counted, contribution: of }: ContributionChange) {
  return { revision: (counted?.revision ?? 0) + 1, contribution: of };
}

function ifUnchanged(revision: number | undefined): { condition: string; values?: Item } {
  return revision === undefined
    ? { condition: NOT_YET }
    : { condition: 'revision = :revision', values: { ':revision': revision } };
}

/** The items as they will be, also those in which nothing is left. */
function itemsOf(before: StoredStatistics, after: NextStatistics) {
  const [was, is] = [bodiesOf(before), bodiesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].map((part) => {
    const body = is.get(part) ?? {};
    const revision = (before.revisions.get(part) ?? 0) + 1;
    const put: Item = { ...keys.statistics(before.place, part), schema: SCHEMA_VERSION, revision, ...body };
    return { part, put, isChanged: !isDeepStrictEqual(was.get(part) ?? {}, body) };
  });
}

function bodiesOf({ statistics, at, parts }: NextStatistics): ReadonlyMap<string, Item> {
  const bodies = new Map(toParts(statistics));
  const head = { at, parts: parts.length === 0 ? undefined : parts };
  return bodies.set(STATISTICS_PARTS.headline, { ...bodies.get(STATISTICS_PARTS.headline), ...head });
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
  return parsedItem(eventForm, item);
}

/** What was counted of a commitment, from its item. @throws ItemUnreadableError it is not of the form */
export function toCounted(item: Item): CountedContribution {
  checkSchema(item);
  return parsedItem(countedForm, item);
}

/** The tally that those items of a place make. @throws ItemUnreadableError one is not of the form */
export function toStoredStatistics(place: Place, read: readonly Item[]): StoredStatistics {
  const items = new Map<string, Item>();
  const revisions = new Map<string, number>();
  for (const item of read) {
    checkSchema(item);
    const { pk: _pk, sk, schema: _schema, revision, ...body } = item;
    const part = String(sk);
    revisions.set(part, parsedItem(revisionForm, revision));
    items.set(part, body);
  }
  const { at, parts } = parsedItem(headForm, items.get(STATISTICS_PARTS.headline) ?? {});
  return { place, statistics: fromParts(items), at, parts, revisions };
}
