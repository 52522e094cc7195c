import type * as z from 'zod';
import { SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import { IF_ABSENT } from '../platform/request-items.ts';
import type { Item, Table } from '../platform/table.ts';
import type { Tell } from './notification-times.ts';

/** Whom a run has to tell of something, and how far that has come. */
export interface NotificationProgressStore<Row extends Tell> {
  /** Notes that an office has to be told, unless that was noted before. */
  expect(runId: string, expected: Row): Promise<void>;
  /** The offices that have to be told, and how far that has come. */
  tells(runId: string): Promise<readonly Row[]>;
  /** Notes how far it has come with an office. */
  note(runId: string, told: Row): Promise<void>;
}

/** The journal in the table, in the partition of the run. */
export class TableNotificationProgressStore<Row extends Tell> implements NotificationProgressStore<Row> {
  readonly #table: Table;
  readonly #form: z.ZodType<Row>;
  constructor(table: Table, form: z.ZodType<Row>) {
    this.#table = table;
    this.#form = form;
  }

  async expect(runId: string, expected: Row): Promise<void> {
    await this.#table.write([{ put: tellItem(runId, expected), condition: IF_ABSENT }]);
  }

  async tells(runId: string): Promise<readonly Row[]> {
    const items = await this.#table.queryAll({ value: keys.run(runId).pk, prefix: 'TELL#' });
    return items.map((item) => this.#form.parse(item));
  }

  async note(runId: string, told: Row): Promise<void> {
    await this.#table.write([{ put: tellItem(runId, told) }]);
  }
}

function tellItem(runId: string, row: Tell): Item {
  return { ...keys.notification(runId, row.office), schema: SCHEMA_VERSION, ...row };
}
