import { SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import { IF_ABSENT } from '../platform/request-items.ts';
import type { Table } from '../platform/table.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import type { Zone } from '../regions/zones.ts';

/** The days on which each zone was swept to the end. */
export interface SweepStore {
  /** The last day that was swept; before `day`, if one is given. */
  last(zone: Zone, day?: LocalDate): Promise<LocalDate | undefined>;
  /** Notes that a day was swept. False if it was before. */
  finish(zone: Zone, day: LocalDate, runId: string, now: Date): Promise<boolean>;
}

/** A key before that of every day, and one after it. */
const [BEFORE_ALL, AFTER_ALL] = ['0', ':'];

/** The ledger in the table. */
export class TableSweepStore implements SweepStore {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async last(zone: Zone, day?: LocalDate): Promise<LocalDate | undefined> {
    const range = { value: keys.sweep(zone, '').pk, between: [BEFORE_ALL, day ?? AFTER_ALL], backwards: true } as const;
    const { items } = await this.#table.query(range, day === undefined ? 1 : 2);
    return items.map((item) => String(item.sk)).find((swept) => swept !== day);
  }

  async finish(zone: Zone, day: LocalDate, runId: string, now: Date): Promise<boolean> {
    const put = { ...keys.sweep(zone, day), schema: SCHEMA_VERSION, runId, finishedAt: now.toISOString() };
    return await this.#table.write([{ put, condition: IF_ABSENT }]);
  }
}
