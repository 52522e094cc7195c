import { KeyAlreadyUsedError, NotFoundError } from '../domain/errors.ts';
import { type Finding, finding } from '../domain/revival.ts';
import { RUN_WORKFLOWS, type Run, type RunWorkflow, run } from '../domain/runs.ts';
import { SCHEMA_VERSION } from './commitment-items.ts';
import { BY_PLACE, keyOf } from './commitment-lists.ts';
import { keys, runsOf } from './keys.ts';
import { type List, listRanges } from './lists.ts';
import type { Item, Range, Table } from './table.ts';

/** The runs and what they found. */
export interface RunStore {
  /**
   * Begins a run; begun before by the same request, gives it as it was then.
   * @param requestHash what tells the request from another; undefined where nobody asked, and any run of that id is it
   * @throws KeyAlreadyUsedError the id was given to another request
   */
  begin(begun: Run, requestHash: string | undefined): Promise<Run>;
  /** Ends a run with its result. */
  succeed(runId: string, result: Run['result'], now: Date): Promise<void>;
  /** @throws NotFoundError there is none */
  get(runId: string): Promise<Run>;
  /** A page of the runs of a workflow, or of all, workflow by workflow; the latest first. */
  list(workflow: RunWorkflow | undefined, cursor: string | undefined): Promise<List<Run>>;
  /** Records findings; one of the same commitment is replaced. */
  record(runId: string, findings: readonly Finding[]): Promise<void>;
  /** A page of the findings. */
  listFindings(runId: string, cursor: string | undefined): Promise<List<Finding>>;
  /** All findings. */
  allFindings(runId: string): Promise<readonly Finding[]>;
}

/** The runs in the table. */
export class TableRunStore implements RunStore {
  readonly #table: Table;
  constructor(table: Table) {
    this.#table = table;
  }

  async begin(begun: Run, requestHash: string | undefined): Promise<Run> {
    const { runId, ...fields } = begun;
    const place = { place: runsOf(begun.workflow), placeSort: begun.startedAt };
    const item = { ...keys.run(runId), schema: SCHEMA_VERSION, ...fields, ...place, requestHash };
    if (await this.#table.write([{ put: item, condition: 'attribute_not_exists(pk)' }])) return begun;
    const existing = await this.#table.get(keys.run(runId));
    if (existing === undefined) throw new NotFoundError('Proses ini tidak ditemukan.');
    if (requestHash !== undefined && existing.requestHash !== requestHash) throw new KeyAlreadyUsedError();
    return toRun({ ...existing, status: 'running', endedAt: undefined, result: undefined });
  }

  async succeed(runId: string, result: Run['result'], now: Date): Promise<void> {
    const item = await this.#table.get(keys.run(runId));
    await this.#table.write([{ put: { ...item, status: 'succeeded', endedAt: now.toISOString(), result } }]);
  }

  async get(runId: string): Promise<Run> {
    const item = await this.#table.get(keys.run(runId));
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

  async record(runId: string, findings: readonly Finding[]): Promise<void> {
    for (const { commitmentId, ...fields } of findings) {
      await this.#table.write([{ put: { ...keys.finding(runId, commitmentId), schema: SCHEMA_VERSION, ...fields } }]);
    }
  }

  async listFindings(runId: string, cursor: string | undefined): Promise<List<Finding>> {
    return await listRanges(this.#table, [findingsOf(runId)], cursor, async (items) => items.map(toFinding));
  }

  async allFindings(runId: string): Promise<readonly Finding[]> {
    return (await this.#table.queryAll(findingsOf(runId))).map(toFinding);
  }
}

function findingsOf(runId: string): Range {
  return { value: keys.run(runId).pk, prefix: 'FINDING#' };
}

function toRun(item: Item): Run {
  return run.parse({ ...item, runId: String(item.pk).slice('RUN#'.length) });
}

function toFinding(item: Item): Finding {
  return finding.parse({ ...item, commitmentId: String(item.sk).slice('FINDING#'.length) });
}
