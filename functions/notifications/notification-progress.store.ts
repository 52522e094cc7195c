import type * as z from 'zod';
import { SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import { IF_ABSENT } from '../platform/request-items.ts';
import type { Item, Table } from '../platform/table.ts';
import type { OfficeNotification } from './notification-times.ts';

/** The notifications of a run and their progress. */
export interface NotificationProgressStore<Row extends OfficeNotification> {
  /** Adds a notification unless the run has one for the office. */
  expect(runId: string, notification: Row): Promise<void>;
  notifications(runId: string): Promise<readonly Row[]>;
  update(runId: string, notification: Row): Promise<void>;
}

/** Stored in the partition of the run. */
export class TableNotificationProgressStore<Row extends OfficeNotification> implements NotificationProgressStore<Row> {
  readonly #table: Table;
  readonly #schema: z.ZodType<Row>;
  constructor(table: Table, form: z.ZodType<Row>) {
    this.#table = table;
    this.#schema = form;
  }

  async expect(runId: string, notification: Row): Promise<void> {
    await this.#table.write([{ put: toNotificationItem(runId, notification), condition: IF_ABSENT }]);
  }

  async notifications(runId: string): Promise<readonly Row[]> {
    const items = await this.#table.queryAll({ value: keys.run(runId).pk, prefix: 'NOTIFY#' });
    return items.map((item) => this.#schema.parse(item));
  }

  async update(runId: string, notification: Row): Promise<void> {
    await this.#table.write([{ put: toNotificationItem(runId, notification) }]);
  }
}

function toNotificationItem(runId: string, row: OfficeNotification): Item {
  return { ...keys.notification(runId, row.office), schema: SCHEMA_VERSION, ...row };
}
