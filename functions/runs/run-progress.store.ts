import { keys } from '../platform/keys.ts';
import type { Table } from '../platform/table.ts';
import { toRunItem } from './run-items.store.ts';
import type { Run } from './runs.ts';

/** The writes of a workflow to its run. */
export interface RunProgressStore {
  /** Begins a run without an API request: of a schedule or an operator. Idempotent. */
  beginUnlessBegun(begun: Run): Promise<void>;
  /** Stores an intermediate result. */
  progress(runId: string, result: Run['result']): Promise<void>;
  succeed(runId: string, result: Run['result'], now: Date): Promise<void>;
}

export class TableRunProgressStore implements RunProgressStore {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async beginUnlessBegun(begun: Run): Promise<void> {
    await this.#table.write([{ put: toRunItem(begun), condition: 'attribute_not_exists(pk)' }]);
  }

  async progress(runId: string, result: Run['result']): Promise<void> {
    await this.#change(runId, { result });
  }

  async succeed(runId: string, result: Run['result'], now: Date): Promise<void> {
    await this.#change(runId, { status: 'succeeded', endedAt: now.toISOString(), result });
  }

  async #change(runId: string, fields: Partial<Run>): Promise<void> {
    const item = await this.#table.get(keys.run(runId));
    await this.#table.write([{ put: { ...item, ...fields, failedError: undefined } }]);
  }
}
