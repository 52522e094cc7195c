import * as z from 'zod/mini';
import { dynamodb, sfn } from './adapters/clients.ts';
import { TableCommitmentStore } from './adapters/commitment-store.ts';
import { TableForumStore } from './adapters/forum-store.ts';
import { BucketImportFiles } from './adapters/import-files.ts';
import { TableOfficeStore } from './adapters/office-store.ts';
import { TableReadingStore } from './adapters/reading-store.ts';
import { TableRunJournal } from './adapters/run-journal.ts';
import { SignedAddresses } from './adapters/signed-addresses.ts';
import { Table } from './adapters/table.ts';
import { tableFromFile } from './adapters/table-reader.ts';
import { StateMachineWorkflow } from './adapters/workflow.ts';
import type { Actor } from './domain/actors.ts';
import { DECREED_CALENDAR } from './domain/calendar.ts';
import { type ImportSoFar, importResultOf, NOTHING_IMPORTED, withMore } from './domain/import-results.ts';
import { officeId } from './domain/offices.ts';
import { NATION } from './domain/scope.ts';
import { importInput, importResult } from './domain/transfers.ts';
import { environments, lambdaEnvironment } from './runtime/environments.ts';
import { commitmentRegister } from './runtime/import-commitments.ts';
import { forumRegister } from './runtime/import-forums.ts';
import { officeRegister } from './runtime/import-offices.ts';
import { readingRegister } from './runtime/import-readings.ts';
import { importerOf } from './runtime/importer.ts';
import { Lifecycle } from './runtime/lifecycle.ts';
import { runOf, runStep } from './runtime/run-steps.ts';
import { task } from './runtime/task.ts';

const environment = environments.importRecords.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const runs = new TableRunJournal(table);
const files = new BucketImportFiles(new SignedAddresses(environment.IMPORT_BUCKET, AWS_REGION, AWS_ENDPOINT_URL));
const commitments = new TableCommitmentStore(table);
const forums = new TableForumStore(table);
const offices = new TableOfficeStore(table, () => Date.now());
const lifecycle = new Lifecycle(commitments, new StateMachineWorkflow(sfn, environment.LIFECYCLE_ARN));

const importers = {
  forums: importerOf(forumRegister(forums, offices)),
  commitments: importerOf(commitmentRegister({ commitments, forums, offices, lifecycle, calendar: DECREED_CALENDAR })),
  offices: importerOf(officeRegister(offices)),
  readings: importerOf(readingRegister(new TableReadingStore(table))),
} as const;

const soFar = z.extend(importResult, { untold: z.int() });
const going = { ...runStep, office: officeId, input: importInput, from: z._default(z.int(), 0) };
const step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('check'), ...going, result: z._default(soFar, NOTHING_IMPORTED) }),
  z.object({ step: z.literal('enter'), ...going, result: soFar, entered: z._default(z.int(), 0) }),
]);

/** A step of workflows/import.asl.json: a number of rows of the file; what it returns is what the next one is given. */
export const handler = task(step, async (input, now) => {
  const { runId, startedBy, office, dryRun, from } = input;
  const kept = { startedBy, office, dryRun, input: input.input };
  const by: Actor = { userId: startedBy, office, roles: ['admin'], scope: NATION };
  const importer = importers[input.input.what];
  const file = await files.read(input.input.uploadId);
  const read = file === undefined ? NOT_THERE : await tableFromFile(file);
  switch (input.step) {
    case 'check': {
      if (from === 0) await runs.beginUnlessBegun(runOf(input, { workflow: 'import', input: input.input, dryRun }));
      const { next, ...more } = await importer.check(read, from, { by, now });
      const result = withMore({ ...input.result, rows: read.rows.length }, more);
      if (next !== undefined) {
        await runs.progress(runId, { ...importResultOf(result, true) });
        return { ...kept, from: next, result };
      }
      if (!dryRun && result.problems.length === 0) return { ...kept, result, isFit: true };
      return await concluded(runId, result, dryRun, now);
    }
    case 'enter': {
      const { next, created } = await importer.enter(read, from, { by, now });
      const entered = input.entered + created;
      if (next === undefined) return await concluded(runId, input.result, dryRun, now);
      await runs.progress(runId, { ...importResultOf({ ...input.result, created: entered }, false) });
      return { ...kept, from: next, result: input.result, entered };
    }
  }
});

const NOT_THERE = {
  heading: [],
  rows: [],
  problems: [{ row: 0, column: '', message: 'berkas belum diunggah, atau sudah lewat tujuh hari' }],
};

async function concluded(runId: string, so: ImportSoFar, isDry: boolean, now: Date) {
  const result = importResultOf(so, isDry);
  await runs.succeed(runId, { ...result }, now);
  return { rows: result.rows, created: result.created, problems: result.problems.length };
}
