import { type LifecycleFinding, lifecycleFinding } from '../lifecycle/restart.ts';
import { SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import type { Item, Range, Table } from '../platform/table.ts';
import { toRunItem } from './run-items.store.ts';
import type { Run } from './runs.ts';

/** What a workflow writes of its run. */
export interface RunProgressStore {
  /** Begins a run that nobody has begun: one of a schedule, or of an operator. */
  beginUnlessBegun(begun: Run): Promise<void>;
  /** Writes what has come of a run so far. */
  progress(runId: string, result: Run['result']): Promise<void>;
  /** Ends a run with its result. */
  succeed(runId: string, result: Run['result'], now: Date): Promise<void>;
  /** Records findings; one of the same commitment is replaced. */
  record(runId: string, findings: readonly LifecycleFinding[]): Promise<void>;
  /** A page of the findings. */
  listFindings(runId: string, cursor: string | undefined): Promise<List<LifecycleFinding>>;
  /** All findings. */
  allFindings(runId: string): Promise<readonly LifecycleFinding[]>;
}

/** The journal in the table. */
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

  async record(runId: string, findings: readonly LifecycleFinding[]): Promise<void> {
    for (const { commitmentId, ...fields } of findings) {
      await this.#table.write([{ put: { ...keys.finding(runId, commitmentId), schema: SCHEMA_VERSION, ...fields } }]);
    }
  }

  async listFindings(runId: string, cursor: string | undefined): Promise<List<LifecycleFinding>> {
    return await listRanges(this.#table, [findingsOf(runId)], cursor, async (items) => items.map(toFinding));
  }

  async allFindings(runId: string): Promise<readonly LifecycleFinding[]> {
    return (await this.#table.queryAll(findingsOf(runId))).map(toFinding);
  }
}

function findingsOf(runId: string): Range {
  return { value: keys.run(runId).pk, prefix: 'FINDING#' };
}

function toFinding(item: Item): LifecycleFinding {
  return lifecycleFinding.parse({ ...item, commitmentId: String(item.sk).slice('FINDING#'.length) });
}
