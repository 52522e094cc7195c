import {
  type NotificationProgressStore,
  TableNotificationProgressStore,
} from '../../notifications/notification-progress.store.ts';
import { type OfficeNotification, officeNotification } from '../../notifications/notification-times.ts';
import { SCHEMA_VERSION } from '../../platform/item-schema.ts';
import { keys } from '../../platform/keys.ts';
import { IF_ABSENT } from '../../platform/request-items.ts';
import type { Table } from '../../platform/table.ts';
import type { Month } from '../../platform/values/months.ts';
import type { Zone } from '../../regions/zones.ts';
import { type ReportedRegion, reportedRegion } from './monthly-letters.ts';

/** The progress of runs about a month, and the months that are done. */
export interface MonthlyProgressStore extends NotificationProgressStore<OfficeNotification> {
  /** Records a region's report; overwrites an earlier record. */
  report(runId: string, reported: ReportedRegion): Promise<void>;
  /** All regions of the run, ordered by code. */
  reported(runId: string): Promise<readonly ReportedRegion[]>;
  /** Whether every office of a zone has been notified of a month. */
  isDone(zone: Zone, month: Month): Promise<boolean>;
  /** Records that a month is done in a zone. */
  finish(zone: Zone, month: Month, runId: string, now: Date): Promise<void>;
}

/** Progress is stored in the run's partition, finished months in the zone's. */
export class TableMonthlyProgressStore
  extends TableNotificationProgressStore<OfficeNotification>
  implements MonthlyProgressStore
{
  readonly #table: Table;
  constructor(table: Table) {
    super(table, officeNotification);
    this.#table = table;
  }

  async report(runId: string, { region, ...fields }: ReportedRegion): Promise<void> {
    await this.#table.put({ ...keys.regionReport(runId, region), schema: SCHEMA_VERSION, ...fields });
  }

  async reported(runId: string): Promise<readonly ReportedRegion[]> {
    const prefix = keys.regionReport(runId, '').sk;
    const items = await this.#table.queryAll({ value: keys.run(runId).pk, prefix });
    return items.map((item) => reportedRegion.parse({ ...item, region: String(item.sk).slice(prefix.length) }));
  }

  async isDone(zone: Zone, month: Month): Promise<boolean> {
    return (await this.#table.get(keys.month(zone, month))) !== undefined;
  }

  async finish(zone: Zone, month: Month, runId: string, now: Date): Promise<void> {
    const put = { ...keys.month(zone, month), schema: SCHEMA_VERSION, runId, finishedAt: now.toISOString() };
    await this.#table.put(put, IF_ABSENT);
  }
}
