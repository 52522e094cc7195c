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

/** Statistics of past days: a snapshot for each day that changed something in the place, as of its end. */
export interface StatisticsSnapshots {
  /** The day up to which the place has snapshots; undefined if it has none. */
  through(place: Place): Promise<LocalDate | undefined>;
  /** The latest snapshot of that day or an earlier one. */
  latest(place: Place, day: LocalDate): Promise<DatedStatistics | undefined>;
  /** The snapshots of days after one, up to another, in order. */
  between(place: Place, after: LocalDate, until: LocalDate): Promise<ReadonlyMap<LocalDate, DatedStatistics>>;
  /** How many commitments were in each stage at the ends of months that have snapshots; eventually consistent. */
  stages(place: Place): Promise<StagesAtMonthEnds>;
  /**
   * Writes the snapshots of a range of days and records its last day. Idempotent.
   */
  keep(place: Place, taken: ReadonlyMap<LocalDate, DatedStatistics>, of: DayRange): Promise<void>;
}

/** The days after one, up to and with another. */
export interface DayRange {
  readonly after: LocalDate;
  readonly until: LocalDate;
}

/** Sort keys of both items: they sort after every day. */
const THROUGH = 'THROUGH';
const STAGES = 'STAGES';

const throughForm = z.object({ day: localDate });
const snapshotForm = z.object({
  at: z.string().optional(),
  parts: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const stagesForm = z.object({ months: z.record(month, z.partialRecord(z.enum(STAGE_NAMES), z.int())) });

export class TableStatisticsSnapshots implements StatisticsSnapshots {
  readonly #table: TableAccess;
  constructor(table: TableAccess) {
    this.#table = table;
  }

  async through(place: Place): Promise<LocalDate | undefined> {
    const item = await this.#table.get(keys.snapshot(place, THROUGH));
    return item === undefined ? undefined : parsedItem(throughForm, item).day;
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
    const { months } = parsedItem(stagesForm, item);
    return new Map(Object.entries(months).map(([of, stages]) => [of, fromRecord(STAGE_NAMES, stages)]));
  }

  async keep(place: Place, taken: ReadonlyMap<LocalDate, DatedStatistics>, { after, until }: DayRange): Promise<void> {
    for (const [day, { at, ...statistics }] of taken) {
      const parts = Object.fromEntries(toParts(statistics));
      await this.#table.put({ ...keys.snapshot(place, day), schema: SCHEMA_VERSION, at, parts });
    }
    await this.#keepStages(place, taken, { after, until });
    await this.#table.put({ ...keys.snapshot(place, THROUGH), schema: SCHEMA_VERSION, day: until });
  }

  /** Months that ended before the first snapshot are left out: no commitment existed. */
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
  const { at, parts } = parsedItem(snapshotForm, item);
  return { ...fromParts(Object.entries(parts)), at };
}
