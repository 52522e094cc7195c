import * as z from 'zod';
import { officeId } from '../offices/offices.ts';
import type { Actor } from '../people/actors.ts';
import type { ReadTable } from '../platform/values/read-table.ts';
import { runStep } from '../platform/values/run-step.ts';
import { NATION } from '../regions/scope.ts';
import type { ImportFiles } from './import-files.client.ts';
import { type ImportSoFar, importResultOf, NOTHING_IMPORTED, withMore } from './import-results.ts';
import type { Importer } from './importer.service.ts';
import { importInput, importResult, type TableName } from './transfers.ts';

const soFar = importResult.extend({ unreported: z.int() });
const going = { ...runStep, office: officeId, input: importInput, from: z.int().default(0) };

/** The input of a step of workflows/import.asl.json. */
export const importStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('check'), ...going, result: soFar.default(NOTHING_IMPORTED) }),
  z.object({ step: z.literal('enter'), ...going, result: soFar, entered: z.int().default(0) }),
]);
export type ImportStep = z.infer<typeof importStep>;

/** The result of a step: `from` if rows remain, `isFit` if all rows can be entered, neither at the end. */
export interface Stepped {
  readonly from?: number;
  readonly isFit?: true;
  readonly [field: string]: unknown;
}

/** Records the progress of an import's run. */
interface ImportRunProgress {
  /** Begins the step's run; idempotent. */
  begin(step: ImportStep): Promise<void>;
  progress(runId: string, result: Readonly<Record<string, unknown>>): Promise<void>;
  succeed(runId: string, result: Readonly<Record<string, unknown>>, now: Date): Promise<void>;
}

interface ImportStepsDeps {
  readonly files: Pick<ImportFiles, 'read'>;
  readonly tableFrom: (bytes: Uint8Array) => Promise<ReadTable>;
  readonly importers: Readonly<Record<TableName, Importer>>;
  readonly runs: ImportRunProgress;
}

const NOT_UPLOADED: ReadTable = {
  heading: [],
  rows: [],
  problems: [{ row: 0, column: '', message: 'berkas belum diunggah, atau diunggah lebih dari tujuh hari yang lalu' }],
};

/** Runs the steps of an import, each for a batch of rows. */
export class ImportSteps {
  readonly #deps: ImportStepsDeps;
  // Uploads are immutable, so a process that runs several steps of an import reads the file once.
  #read: { readonly uploadId: string; readonly table: ReadTable } | undefined;
  constructor(deps: ImportStepsDeps) {
    this.#deps = deps;
  }

  /** Runs a step and returns the input of the next. Idempotent. */
  async take(step: ImportStep, now: Date): Promise<Stepped> {
    const { startedBy, office, dryRun, from, input } = step;
    const unchanged = { startedBy, office, dryRun, input };
    const by: Actor = { userId: startedBy, role: 'admin', offices: [office], scope: NATION };
    const importer = this.#deps.importers[input.what];
    const table = await this.#tableOf(input.uploadId);
    if (step.step === 'check') {
      if (from === 0) await this.#deps.runs.begin(step);
      const { next, ...more } = await importer.check(table, from, { by, now });
      const result = withMore({ ...step.result, rows: table.rows.length }, more);
      if (next === undefined && !dryRun && result.problems.length === 0) return { ...unchanged, result, isFit: true };
      const made = dryRun || result.problems.length === 0 ? result : { ...result, created: 0 };
      if (next === undefined) return await this.#finish(step, made, now);
      await this.#deps.runs.progress(step.runId, { ...importResultOf(result) });
      return { ...unchanged, from: next, result };
    }
    const { next, created, refused, problems } = await importer.enter(table, from, { by, now });
    const result = withMore(step.result, { created: -refused, unchanged: 0, problems });
    if (next === undefined) return await this.#finish(step, result, now);
    const entered = step.entered + created;
    await this.#deps.runs.progress(step.runId, { ...importResultOf({ ...result, created: entered }) });
    return { ...unchanged, from: next, result, entered };
  }

  async #tableOf(uploadId: string): Promise<ReadTable> {
    if (this.#read?.uploadId === uploadId) return this.#read.table;
    const file = await this.#deps.files.read(uploadId);
    if (file === undefined) return NOT_UPLOADED;
    const table = await this.#deps.tableFrom(file);
    this.#read = { uploadId, table };
    return table;
  }

  async #finish({ runId }: ImportStep, so: ImportSoFar, now: Date): Promise<Stepped> {
    const result = importResultOf(so);
    await this.#deps.runs.succeed(runId, { ...result }, now);
    return { rows: result.rows, created: result.created, problems: result.problems.length };
  }
}
