import { TableCalendarStore } from '../../functions/calendar/calendar.store.ts';
import { listCommitments } from '../../functions/commitments/commitment-lists.store.ts';
import { TableCommitmentStore } from '../../functions/commitments/commitments.store.ts';
import { TableForumStore } from '../../functions/forums/forums.store.ts';
import { commitmentImport } from '../../functions/imports/import-commitments.service.ts';
import { forumImport } from '../../functions/imports/import-forums.service.ts';
import { officeImport } from '../../functions/imports/import-offices.service.ts';
import { readingImport } from '../../functions/imports/import-readings.service.ts';
import { ImportSteps, importStep, type Stepped } from '../../functions/imports/import-steps.service.ts';
import { importerOf } from '../../functions/imports/importer.service.ts';
import { cellsOf, headingOf } from '../../functions/imports/table-rows.ts';
import type { TableName } from '../../functions/imports/transfers.ts';
import { type ImportResult, importResult } from '../../functions/imports/transfers.ts';
import { TableReadingStore } from '../../functions/indicators/readings.store.ts';
import { Lifecycle } from '../../functions/lifecycle/lifecycle.service.ts';
import { raiseCommitmentWith } from '../../functions/lifecycle/raise-commitment.service.ts';
import { StateMachineWorkflow } from '../../functions/lifecycle/workflow.client.ts';
import { TableOfficeStore } from '../../functions/offices/offices.store.ts';
import { keys } from '../../functions/platform/keys.ts';
import { csvOf } from '../../functions/platform/spreadsheets/csv-writer.ts';
import { refusedTable } from '../../functions/platform/spreadsheets/raw-rows.ts';
import { tableFromFile } from '../../functions/platform/spreadsheets/spreadsheet-reader.ts';
import { xlsxOf } from '../../functions/platform/spreadsheets/xlsx-writer.ts';
import { Table } from '../../functions/platform/table.ts';
import { derivedId } from '../../functions/platform/values/ids.ts';
import type { ReadTable } from '../../functions/platform/values/read-table.ts';
import { NATION } from '../../functions/regions/scope.ts';
import { runOf } from '../../functions/runs/run-of-step.ts';
import { TableRunProgressStore } from '../../functions/runs/run-progress.store.ts';
import { OFFICES } from '../builders/palopo.ts';
import { Faults } from './faults.ts';
import { dynamodbAnswering, stepFunctionsAnswering } from './memory/clients.ts';
import { answerOf as tableAnswer } from './memory/dynamodb.ts';
import { answerOf as runnerAnswer } from './memory/step-functions.ts';
import { LIFECYCLE_ARN, TABLE_NAME, TableHarness } from './table-harness.ts';

const HEAD = { startedBy: 'admin', office: 'bpjs-pusat' };

/** Imports and exports over a `TableHarness`: the real steps, stores and workflow, without AWS. */
export class ImportHarness {
  readonly base = new TableHarness();
  /** Faults of the import's own calls. */
  readonly faults = new Faults();
  readonly table: Table;
  readonly offices: TableOfficeStore;
  readonly forums: TableForumStore;
  readonly readings: TableReadingStore;
  // Parsed beforehand: unpacking a workbook takes real time, which a virtual clock does not wait for.
  readonly #tables = new Map<string, ReadTable>();
  readonly #steps: ImportSteps;
  constructor() {
    const dynamodb = dynamodbAnswering((action, input) =>
      this.faults.around({ service: 'dynamodb', action, input }, async () =>
        tableAnswer(this.base.table, action, input),
      ),
    );
    const sfn = stepFunctionsAnswering((action, input) =>
      this.faults.around({ service: 'states', action, input }, async () =>
        runnerAnswer(this.base.runner, action, input),
      ),
    );
    this.table = new Table(dynamodb, TABLE_NAME);
    this.offices = new TableOfficeStore(this.table, () => 0);
    this.forums = new TableForumStore(this.table);
    this.readings = new TableReadingStore(this.table);
    const { table, offices, forums, readings, base } = this;
    const commitments = new TableCommitmentStore(table);
    const calendars = new TableCalendarStore(table, () => 0);
    const lifecycle = new Lifecycle(commitments, new StateMachineWorkflow(sfn, LIFECYCLE_ARN), base.clock.sleep);
    const raiseCommitment = raiseCommitmentWith({ commitments, offices, calendars, lifecycle });
    const runs = new TableRunProgressStore(table);
    this.#steps = new ImportSteps({
      files: { read: async (uploadId) => Buffer.from(uploadId) },
      tableFrom: async (bytes) => this.#tables.get(Buffer.from(bytes).toString()) ?? refusedTable(0, 'tidak ada'),
      importers: {
        forums: importerOf(forumImport(forums, offices)),
        commitments: importerOf(commitmentImport({ table, commitments, forums, offices, calendars, raiseCommitment })),
        offices: importerOf(officeImport(offices)),
        readings: importerOf(readingImport(readings)),
      },
      runs: {
        begin: (step) =>
          runs.beginUnlessBegun(runOf(step, { workflow: 'import', input: step.input, dryRun: step.dryRun })),
        progress: (runId, result) => runs.progress(runId, result),
        succeed: (runId, result, now) => runs.succeed(runId, result, now),
      },
    });
  }

  /** A harness with the example offices. */
  static async furnished(): Promise<ImportHarness> {
    const made = new ImportHarness();
    for (const office of OFFICES.values()) await made.offices.create(office);
    return made;
  }

  /**
   * Imports a file as workflows/import.asl.json does. Throws the errors of steps.
   * @param meanwhile runs after the file was checked and before any row is entered
   */
  async import(
    what: TableName,
    file: Uint8Array,
    dryRun = false,
    meanwhile?: () => Promise<unknown>,
  ): Promise<ImportResult> {
    const uploadId = derivedId(`${this.#tables.size}`);
    this.#tables.set(uploadId, await tableFromFile(file));
    const runId = `run-${this.#tables.size}`;
    const head = { ...HEAD, dryRun, input: { what, uploadId }, runId, startedAt: '2026-03-02T02:00:00.000Z' };
    let state = await this.#take({ ...head, step: 'check' });
    while (state.from !== undefined)
      state = await this.#take({ ...state, runId, startedAt: head.startedAt, step: 'check' });
    if (state.isFit) {
      await meanwhile?.();
      do state = await this.#take({ ...state, runId, startedAt: head.startedAt, step: 'enter' });
      while (state.from !== undefined);
    }
    return importResult.parse((await this.table.get(keys.run(runId)))?.result);
  }

  /** An export of all records of a kind. */
  async export(what: TableName, format: 'csv' | 'xlsx'): Promise<Uint8Array> {
    const records = await this.records(what);
    const sheet = { name: what, heading: headingOf(what), rows: records.map((record) => cellsOf(what, record)) };
    return format === 'csv' ? Buffer.from(csvOf(sheet)) : xlsxOf([sheet]);
  }

  async records(what: TableName): Promise<readonly object[]> {
    const { forums, offices, readings, table } = this;
    switch (what) {
      case 'forums':
        return await pages((cursor) => forums.list(undefined, cursor, NATION));
      case 'commitments':
        return await pages((cursor) => listCommitments(table, {}, () => true, cursor, NATION));
      case 'offices':
        return await pages((cursor) => offices.list(undefined, cursor, NATION));
      case 'readings':
        return (await Promise.all(['73.73', '72.71', '72'].map((code) => readings.all(code)))).flat();
    }
  }

  async #take(step: object): Promise<Stepped> {
    return await this.base.clock.until(this.#steps.take(importStep.parse(step), new Date(this.base.clock.now())));
  }
}

async function pages<Row>(page: (cursor: string | undefined) => Promise<{ items: readonly Row[]; cursor?: string }>) {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const { items, cursor: next } = await page(cursor);
    rows.push(...items);
    cursor = next;
  } while (cursor !== undefined);
  return rows;
}
