import * as z from 'zod';
import { STAGE_NAMES, type Stage } from '../../commitments/stages.ts';
import { checkSchema, SCHEMA_VERSION } from '../../platform/item-schema.ts';
import { keys } from '../../platform/keys.ts';
import type { Item, TableAccess } from '../../platform/table.ts';
import type { Counts } from '../../platform/values/counts.ts';
import { addDays, type LocalDate, localDate } from '../../platform/values/local-date.ts';
import { type Month, month, monthEndsBetween, monthOf } from '../../platform/values/months.ts';
import type { Place } from '../../regions/places.ts';
import type { DatedStatistics } from './statistics.ts';
import { type StagesAtMonthEnds, stagesIn } from './statistics-figures.ts';
import { fromParts, fromRecord, parsedItem, toParts, toRecord } from './statistics-items.store.ts';

/** Statistics at the ends of past days: a snapshot for each day with a change in the place. */
export interface StatisticsSnapshots {
  /** The last day that the snapshots cover; undefined if there are none. */
  through(place: Place): Promise<LocalDate | undefined>;
  /** The latest snapshot on or before a day. */
  latest(place: Place, day: LocalDate): Promise<DatedStatistics | undefined>;
  /** The snapshots from `after` (exclusive) to `until` (inclusive), in order. */
  between(place: Place, after: LocalDate, until: LocalDate): Promise<ReadonlyMap<LocalDate, DatedStatistics>>;
  /** Number of commitments by stage at the ends of the covered months; eventually consistent. */
  stages(place: Place): Promise<StagesAtMonthEnds>;
  /** Writes the snapshots of a range of days and records its last day. Idempotent. */
  write(place: Place, taken: ReadonlyMap<LocalDate, DatedStatistics>, of: DayRange): Promise<void>;
}

export interface DayRange {
  /** Exclusive. */
  readonly after: LocalDate;
  /** Inclusive. */
  readonly until: LocalDate;
}

/** Sort keys of the two further items. They sort after every day. */
const THROUGH = 'THROUGH';
const STAGES = 'STAGES';

const throughSchema = z.object({ day: localDate });
const snapshotSchema = z.object({
  at: z.string().optional(),
  parts: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const stagesSchema = z.object({ months: z.record(month, z.partialRecord(z.enum(STAGE_NAMES), z.int())) });

export class TableStatisticsSnapshots implements StatisticsSnapshots {
  readonly #table: TableAccess;
  constructor(table: TableAccess) {
    this.#table = table;
  }

  async through(place: Place): Promise<LocalDate | undefined> {
    const item = await this.#table.get(keys.snapshot(place, THROUGH));
    return item === undefined ? undefined : parsedItem(throughSchema, item).day;
  }

  async latest(place: Place, day: LocalDate): Promise<DatedStatistics | undefined> {
    const { pk, sk } = keys.snapshot(place, day);
    const range = { value: pk, between: ['0', sk] as const, backwards: true, isEventual: true };
    const [item] = (await this.#table.query(range, 1)).items;
    return item === undefined ? undefined : toStatistics(item);
  }

  async between(place: Place, after: LocalDate, until: LocalDate): Promise<ReadonlyMap<LocalDate, DatedStatistics>> {
    const range = { value: keys.snapshot(place, '').pk, between: [addDays(after, 1), until] as const };
    const items = await this.#table.queryAll(range);
    return new Map(items.map((item) => [String(item.sk), toStatistics(item)]));
  }

  async stages(place: Place): Promise<StagesAtMonthEnds> {
    const range = { value: keys.snapshot(place, '').pk, prefix: STAGES, isEventual: true };
    const [item] = (await this.#table.query(range, 1)).items;
    if (item === undefined) return new Map();
    checkSchema(item);
    const { months } = parsedItem(stagesSchema, item);
    return new Map(Object.entries(months).map(([of, stages]) => [of, fromRecord(STAGE_NAMES, stages)]));
  }

  async write(place: Place, taken: ReadonlyMap<LocalDate, DatedStatistics>, { after, until }: DayRange): Promise<void> {
    for (const [day, { at, ...statistics }] of taken) {
      const parts = Object.fromEntries(toParts(statistics));
      await this.#table.put({ ...keys.snapshot(place, day), schema: SCHEMA_VERSION, at, parts });
    }
    await this.#keepStages(place, taken, { after, until });
    await this.#table.put({ ...keys.snapshot(place, THROUGH), schema: SCHEMA_VERSION, day: until });
  }

  /** Leaves out months that ended before the first snapshot: no commitment existed. */
  async #keepStages(
    place: Place,
    taken: ReadonlyMap<LocalDate, DatedStatistics>,
    { after, until }: DayRange,
  ): Promise<void> {
    const ends = monthEndsBetween(addDays(after, 1), until);
    if (ends.length === 0) return;
    const before = await this.latest(place, after);
    const stages = ends.flatMap((end): [Month, Counts<Stage>][] => {
      const statistics = [...taken].findLast(([day]) => day <= end)?.[1] ?? before;
      return statistics === undefined ? [] : [[monthOf(end), stagesIn(statistics)]];
    });
    const all = new Map([...(await this.stages(place)), ...stages]);
    const months = [...all].map(([of, counts]) => [of, toRecord(counts)]);
    await this.#table.put({
      ...keys.snapshot(place, STAGES),
      schema: SCHEMA_VERSION,
      months: Object.fromEntries(months),
    });
  }
}

function toStatistics(item: Item): DatedStatistics {
  checkSchema(item);
  const { at, parts } = parsedItem(snapshotSchema, item);
  return { ...fromParts(Object.entries(parts)), at };
}
