import { BY_PLACE } from '../platform/indexes.ts';
import { keyOf, keys, runsOf } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import type { Item, Range, Table } from '../platform/table.ts';
import { KeyAlreadyUsedError, NotFoundError } from '../platform/values/errors.ts';
import { toRunItem } from './run-items.store.ts';
import { RUN_WORKFLOWS, type Run, type RunWorkflow, run } from './runs.ts';

// Execution names: run ids of ours, or names that Step Functions generates.
const RUN_ID = /^[\w-]{1,80}$/;

export interface RunStore {
  /**
   * Begins a run; a repeated request returns it in its initial state.
   * @throws KeyAlreadyUsedError the id belongs to another request
   */
  begin(begun: Run, requestHash: string): Promise<Run>;
  isBegun(runId: string): Promise<boolean>;
  /** @throws NotFoundError there is none */
  get(runId: string): Promise<Run>;
  /** A page of runs by workflow, the latest first; of all workflows unless given. */
  list(workflow: RunWorkflow | undefined, cursor: string | undefined): Promise<List<Run>>;
}

export class TableRunStore implements RunStore {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async begin(begun: Run, requestHash: string): Promise<Run> {
    const put = { ...toRunItem(begun), requestHash };
    if (await this.#table.write([{ put, condition: 'attribute_not_exists(pk)' }])) return begun;
    const existing = await this.#table.get(keys.run(begun.runId));
    if (existing?.requestHash !== requestHash) throw new KeyAlreadyUsedError();
    return toRun({ ...existing, status: 'running', endedAt: undefined, result: undefined, failedError: undefined });
  }

  async isBegun(runId: string): Promise<boolean> {
    return (await this.#table.get(keys.run(runId))) !== undefined;
  }

  async get(runId: string): Promise<Run> {
    const item = RUN_ID.test(runId) ? await this.#table.get(keys.run(runId)) : undefined;
    if (item === undefined) throw new NotFoundError('Proses ini tidak ditemukan.');
    return toRun(item);
  }

  async list(workflow: RunWorkflow | undefined, cursor: string | undefined): Promise<List<Run>> {
    const ranges = (workflow === undefined ? RUN_WORKFLOWS : [workflow]).map(
      (name): Range => ({ index: BY_PLACE, value: runsOf(name), backwards: true }),
    );
    return await listRanges(this.#table, ranges, cursor, async (keyed) => {
      const items = await this.#table.getAll(keyed.map(keyOf));
      return items.map(toRun);
    });
  }
}

/**
 * Workflows mark a failed run with the string `failedError`: the DynamoDB integration of Step Functions takes no nested
 * maps.
 */
function toRun({ failedError, ...item }: Item): Run {
  const result = failedError === undefined ? item.result : { error: failedError };
  return run.parse({ ...item, result, runId: String(item.pk).slice('RUN#'.length) });
}
