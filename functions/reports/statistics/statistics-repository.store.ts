import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { withChanges } from '../../commitments/commitment-items.store.ts';
import { stage } from '../../commitments/outcomes.ts';
import { BY_PLACE } from '../../platform/indexes.ts';
import { checkSchema, SCHEMA_VERSION } from '../../platform/item-schema.ts';
import { commitmentIdOf, keys } from '../../platform/keys.ts';
import { IF_ABSENT } from '../../platform/request-items.ts';
import { type Item, isConflict, type TableAccess, type Write } from '../../platform/table.ts';
import { mapConcurrently } from '../../platform/values/concurrency.ts';
import { instant } from '../../platform/values/local-date.ts';
import { placePrefix } from '../../regions/place-index.store.ts';
import type { Place } from '../../regions/places.ts';
import { provinceOf } from '../../regions/provinces.ts';
import { type Contribution, type CountedEvent, contribution } from './contributions.ts';
import type { Statistics } from './statistics.ts';
import { ADDED_UP, fromParts, parsedItem, STATISTICS_PARTS, toParts } from './statistics-items.store.ts';

/** The contribution of a commitment that is included in the statistics. */
export interface CountedContribution {
  readonly contribution: Contribution;
  readonly revision: number;
}

/** The events 1 to n of a commitment, with its counted contribution if any. */
export interface Countable {
  readonly commitmentId: string;
  readonly events: readonly CountedEvent[];
  readonly counted: CountedContribution | undefined;
}

/** A new contribution, with the counted one that it replaces. */
export interface ContributionChange {
  readonly commitmentId: string;
  readonly counted: CountedContribution | undefined;
  readonly contribution: Contribution;
}

/** The statistics of a place as read, with the revisions for conditional writes. */
export interface StoredStatistics {
  readonly place: Place;
  readonly statistics: Statistics;
  /** Instant of the latest counted event. */
  readonly at: string | undefined;
  /** Codes of the summed parts; empty for a region. */
  readonly parts: readonly string[];
  /** The revision of each item, by sort key. */
  readonly revisions: ReadonlyMap<string, number>;
}

export type NextStatistics = Pick<StoredStatistics, 'statistics' | 'at' | 'parts'>;

/** Statistics for updates and rebuilds. Reads are strongly consistent unless stated otherwise. */
export interface StatisticsRepository {
  /**
   * A commitment with its events. They include all counted events, because they are read after the counted contribution.
   * @throws ItemUnreadableError an item does not match the schema
   */
  countable(commitmentId: string): Promise<Countable>;
  /** Ids of the commitments in a region or province, eventually consistent. */
  commitmentsIn(code: string): Promise<readonly string[]>;
  /** All statistics of a place. @throws ItemUnreadableError an item does not match the schema */
  load(place: Place): Promise<StoredStatistics>;
  /** The parts of several places' statistics that roll-ups need. @throws ItemUnreadableError as for load */
  summands(places: readonly Place[]): Promise<readonly StoredStatistics[]>;
  /**
   * Writes a region's statistics and the contributions that changed them in one transaction.
   * @returns false if the region or a commitment was changed since it was read, or is being changed
   */
  update(before: StoredStatistics, after: NextStatistics, changes: readonly ContributionChange[]): Promise<boolean>;
  /**
   * Writes the changed items of a place above regions one by one, each on condition of its revision.
   * @returns false if an item was changed since it was read, or is being changed
   */
  replace(before: StoredStatistics, after: NextStatistics): Promise<boolean>;
}

/** Places read concurrently. */
const CONCURRENCY = 16;

/** Writes in one transaction (DynamoDB API reference). */
const TRANSACTION_LIMIT = 100;

/** Commitments in one transaction, at most. */
const COMMITMENTS_LIMIT = 90;

/** Items of a region's statistics, without its forums. */
const ITEMS_OF_REGION = Object.keys(STATISTICS_PARTS).length;

/** The number of leading changes that fit into one transaction together with the items of their region. */
export function countFitting(changes: readonly Pick<ContributionChange, 'contribution'>[]): number {
  const years = new Set<string>();
  for (const [index, { contribution: of }] of changes.slice(0, COMMITMENTS_LIMIT).entries()) {
    years.add(of.raisedOn.slice(0, 'YYYY'.length));
    if (index + 1 + ITEMS_OF_REGION + years.size > TRANSACTION_LIMIT) return index;
  }
  return Math.min(changes.length, COMMITMENTS_LIMIT);
}

const countedSchema = z.object({ revision: z.int(), contribution });
const headSchema = z.object({ at: z.string().optional(), parts: z.array(z.string()).default([]) });
const revisionSchema = z.int();

export class TableStatisticsRepository implements StatisticsRepository {
  readonly #table: TableAccess;
  constructor(table: TableAccess) {
    this.#table = table;
  }

  async countable(commitmentId: string): Promise<Countable> {
    const counted = await this.#table.get(keys.contribution(commitmentId));
    const events = await this.#table.queryAll({ value: keys.event(commitmentId, 1).pk, prefix: 'EVENT#' });
    return { commitmentId, events: events.map(toEvent), counted: counted && toCounted(counted) };
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
      put: { ...keys.contribution(of.commitmentId), schema: SCHEMA_VERSION, ...nextContribution(of) },
      ...ifUnchanged(of.counted?.revision),
    }));
    // Always writes the headline: other processes detect a change by its revision. Each item has its own condition,
    // because a query is not a consistent read across items.
    const changed = itemsOf(before, after)
      .filter(({ part, isChanged }) => isChanged || part === STATISTICS_PARTS.headline)
      .map(({ part, put }) => ({ put, ...ifUnchanged(before.revisions.get(part)) }));
    return await falseOnConflict(() => this.#table.write([...writes, ...changed]));
  }

  async replace(before: StoredStatistics, after: NextStatistics): Promise<boolean> {
    for (const { part, put } of itemsOf(before, after).filter(({ isChanged }) => isChanged)) {
      const { condition, values } = ifUnchanged(before.revisions.get(part));
      if (!(await falseOnConflict(() => this.#table.put(put, condition, values)))) return false;
    }
    return true;
  }
}

function nextContribution({ counted, contribution: of }: ContributionChange) {
  return { revision: (counted?.revision ?? 0) + 1, contribution: of };
}

function ifUnchanged(revision: number | undefined): { condition: string; values?: Item } {
  return revision === undefined
    ? { condition: IF_ABSENT }
    : { condition: 'revision = :revision', values: { ':revision': revision } };
}

/** The items before and after, including those that become empty. */
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

async function falseOnConflict(write: () => Promise<boolean>): Promise<boolean> {
  try {
    return await write();
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

// Not the whole event: damage in a field that statistics do not use must not stop counting.
const eventSchema = z.object({ to: stage, at: instant, changes: z.record(z.string(), z.unknown()) });

function toEvent(item: Item): CountedEvent {
  return parsedItem(eventSchema, withChanges(item));
}

/** Parses a counted contribution. @throws ItemUnreadableError the item does not match the schema */
export function toCounted(item: Item): CountedContribution {
  checkSchema(item);
  return parsedItem(countedSchema, item);
}

/** Parses the items of a place's statistics. @throws ItemUnreadableError an item does not match the schema */
export function toStoredStatistics(place: Place, read: readonly Item[]): StoredStatistics {
  const items = new Map<string, Item>();
  const revisions = new Map<string, number>();
  for (const item of read) {
    checkSchema(item);
    const { pk: _pk, sk, schema: _schema, revision, ...body } = item;
    const part = String(sk);
    revisions.set(part, parsedItem(revisionSchema, revision));
    items.set(part, body);
  }
  const { at, parts } = parsedItem(headSchema, items.get(STATISTICS_PARTS.headline) ?? {});
  return { place, statistics: fromParts(items), at, parts, revisions };
}
