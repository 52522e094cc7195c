import { SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import type { Item, Range, Table } from '../platform/table.ts';
import { type LifecycleFinding, lifecycleFinding } from './restart.ts';

/** The findings of a reconciliation run. */
export interface FindingStore {
  /** Records findings; a finding on the same commitment is replaced. */
  record(runId: string, findings: readonly LifecycleFinding[]): Promise<void>;
  listFindings(runId: string, cursor: string | undefined): Promise<List<LifecycleFinding>>;
  allFindings(runId: string): Promise<readonly LifecycleFinding[]>;
}

export class TableFindingStore implements FindingStore {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
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
