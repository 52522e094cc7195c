import { SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import { IF_ABSENT } from '../platform/request-items.ts';
import type { Table } from '../platform/table.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import type { Zone } from '../regions/zones.ts';

/** The days on which the sweep of a zone finished. */
export interface SweepStore {
  /** The last swept day; before `day` if given. */
  last(zone: Zone, day?: LocalDate): Promise<LocalDate | undefined>;
  /** Records a swept day. @returns false if it had been recorded before */
  finish(zone: Zone, day: LocalDate, runId: string, now: Date): Promise<boolean>;
}

/** Sort keys before and after those of all days. */
const [BEFORE_ALL, AFTER_ALL] = ['0', ':'];

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
