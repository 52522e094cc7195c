import { TableCalendarStore } from './adapters/calendar-store.ts';
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
import { environments, lambdaEnvironment } from './runtime/environments.ts';
import { commitmentRegister } from './runtime/import-commitments.ts';
import { forumRegister } from './runtime/import-forums.ts';
import { officeRegister } from './runtime/import-offices.ts';
import { readingRegister } from './runtime/import-readings.ts';
import { ImportSteps, importStep } from './runtime/import-steps.ts';
import { importerOf } from './runtime/importer.ts';
import { Lifecycle } from './runtime/lifecycle.ts';
import { task } from './runtime/task.ts';

const environment = environments.importRecords.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const commitments = new TableCommitmentStore(table);
const forums = new TableForumStore(table);
const offices = new TableOfficeStore(table, () => Date.now());
const calendars = new TableCalendarStore(table, () => Date.now());
const lifecycle = new Lifecycle(commitments, new StateMachineWorkflow(sfn, environment.LIFECYCLE_ARN));

const steps = new ImportSteps({
  files: new BucketImportFiles(new SignedAddresses(environment.IMPORT_BUCKET, AWS_REGION, AWS_ENDPOINT_URL)),
  tableFrom: tableFromFile,
  importers: {
    forums: importerOf(forumRegister(forums, offices)),
    commitments: importerOf(commitmentRegister({ table, commitments, forums, offices, lifecycle, calendars })),
    offices: importerOf(officeRegister(offices)),
    readings: importerOf(readingRegister(new TableReadingStore(table))),
  },
  runs: new TableRunJournal(table),
});

/** A step of workflows/import.asl.json: a number of rows of the file; what it returns is what the next one is given. */
export const handler = task(importStep, (step, now) => steps.take(step, now));
