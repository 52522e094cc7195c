import * as z from 'zod/mini';
import { addDays, type LocalDate, localDate } from '../domain/local-date.ts';
import type { Place } from '../domain/places.ts';
import type { DatedTally } from '../domain/tallies.ts';
import { checkSchema, SCHEMA_VERSION } from './item-schema.ts';
import { keys } from './keys.ts';
import type { Item, TableAccess } from './table.ts';
import { fromParts, parsed, toParts } from './tally-items.ts';

/** Tallies of past days: one for each day that changed something in the place, as it was at the day's end. */
export interface TallySnapshots {
  /** The day up to which there are snapshots of the place; undefined if none was ever taken. */
  through(place: Place): Promise<LocalDate | undefined>;
  /** The latest snapshot of that day or an earlier one. */
  latest(place: Place, day: LocalDate): Promise<DatedTally | undefined>;
  /** The snapshots of days after one, up to another, in order. */
  between(place: Place, after: LocalDate, until: LocalDate): Promise<ReadonlyMap<LocalDate, DatedTally>>;
  /** Keeps snapshots, and says up to which day there are all of them. Taken again, they are the same. */
  keep(place: Place, taken: ReadonlyMap<LocalDate, DatedTally>, through: LocalDate): Promise<void>;
}

/** Sorts behind every day. */
const THROUGH = 'THROUGH';

const throughForm = z.object({ day: localDate });
const snapshotForm = z.object({
  at: z.optional(z.string()),
  parts: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** The snapshots in the table. */
export class TableTallySnapshots implements TallySnapshots {
  readonly #table: TableAccess;
  constructor(table: TableAccess) {
    this.#table = table;
  }

  async through(place: Place): Promise<LocalDate | undefined> {
    const item = await this.#table.get(keys.snapshot(place, THROUGH));
    return item === undefined ? undefined : parsed(throughForm, item).day;
  }

  async latest(place: Place, day: LocalDate): Promise<DatedTally | undefined> {
    const { pk, sk } = keys.snapshot(place, day);
    const range = { value: pk, between: ['0', sk] as const, backwards: true, isEventual: true };
    const [item] = (await this.#table.query(range, 1)).items;
    return item === undefined ? undefined : toTally(item);
  }

  async between(place: Place, after: LocalDate, until: LocalDate): Promise<ReadonlyMap<LocalDate, DatedTally>> {
    const range = { value: keys.snapshot(place, '').pk, between: [addDays(after, 1), until] as const };
    const items = await this.#table.queryAll(range);
    return new Map(items.map((item) => [String(item.sk), toTally(item)]));
  }

  async keep(place: Place, taken: ReadonlyMap<LocalDate, DatedTally>, through: LocalDate): Promise<void> {
    for (const [day, { at, ...tally }] of taken) {
      const parts = Object.fromEntries(toParts(tally));
      await this.#table.put({ ...keys.snapshot(place, day), schema: SCHEMA_VERSION, at, parts });
    }
    await this.#table.put({ ...keys.snapshot(place, THROUGH), schema: SCHEMA_VERSION, day: through });
  }
}

function toTally(item: Item): DatedTally {
  checkSchema(item);
  const { at, parts } = parsed(snapshotForm, item);
  return { ...fromParts(Object.entries(parts)), at };
}
