import {
  type NotificationProgressStore,
  TableNotificationProgressStore,
} from '../notifications/notification-progress.store.ts';
import { SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import type { Table, Write } from '../platform/table.ts';
import { type MovedDate, movedDate } from './recalculation.ts';
import { type DateNotification, dateNotification } from './recalculation-letters.ts';

/** The moved dates of a recalculation and the progress of its notifications. */
export interface RecalculationProgressStore extends NotificationProgressStore<DateNotification> {
  /** Records the dates that a dry run would move. */
  record(runId: string, moved: readonly MovedDate[]): Promise<void>;
  /** All moved dates, by office. */
  moved(runId: string): Promise<readonly MovedDate[]>;
  movedOf(runId: string, office: string): Promise<readonly MovedDate[]>;
}

/** The writes that record moved dates; made in the transaction that moves them. */
export function movedWrites(runId: string, moved: readonly MovedDate[]): readonly Write[] {
  return moved.map(({ commitmentId, office, what, ...dates }) => ({
    put: {
      ...keys.moved(runId, office, commitmentId, what),
      schema: SCHEMA_VERSION,
      commitmentId,
      office,
      what,
      ...dates,
    },
  }));
}

/** Stored in the partition of the run. */
export class TableRecalculationProgressStore
  extends TableNotificationProgressStore<DateNotification>
  implements RecalculationProgressStore
{
  readonly #table: Table;
  constructor(table: Table) {
    super(table, dateNotification);
    this.#table = table;
  }

  async record(runId: string, moved: readonly MovedDate[]): Promise<void> {
    await this.#table.write(movedWrites(runId, moved));
  }

  async moved(runId: string): Promise<readonly MovedDate[]> {
    return await this.#dates(runId, 'MOVED#');
  }

  async movedOf(runId: string, office: string): Promise<readonly MovedDate[]> {
    return await this.#dates(runId, `MOVED#${office}#`);
  }

  async #dates(runId: string, prefix: string): Promise<readonly MovedDate[]> {
    const items = await this.#table.queryAll({ value: keys.run(runId).pk, prefix });
    return items.map((item) => movedDate.parse(item));
  }
}
