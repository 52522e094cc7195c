import { TableCalendarStore } from '../calendar/calendar.store.ts';
import { TableCommitmentStore } from '../commitments/commitments.store.ts';
import { TableForumStore } from '../forums/forums.store.ts';
import { TableReadingStore } from '../indicators/readings.store.ts';
import { Lifecycle } from '../lifecycle/lifecycle.service.ts';
import { raiseCommitmentWith } from '../lifecycle/raise-commitment.service.ts';
import { StateMachineWorkflow } from '../lifecycle/workflow.client.ts';
import { TableOfficeStore } from '../offices/offices.store.ts';
import { dynamodb, sfn } from '../platform/aws-clients.ts';
import { lambdaEnvironment } from '../platform/environment.ts';
import { PresignedUrls } from '../platform/presigned-urls.ts';
import { tableFromFile } from '../platform/spreadsheets/spreadsheet-reader.ts';
import { Table } from '../platform/table.ts';
import { task } from '../platform/task.ts';
import { runOf } from '../runs/run-of-step.ts';
import { TableRunProgressStore } from '../runs/run-progress.store.ts';
import { commitmentImport } from './import-commitments.service.ts';
import { BucketImportFiles } from './import-files.client.ts';
import { forumImport } from './import-forums.service.ts';
import { officeImport } from './import-offices.service.ts';
import { readingImport } from './import-readings.service.ts';
import { importRecordsEnvironment } from './import-records.environment.ts';
import { ImportSteps, importStep } from './import-steps.service.ts';
import { importerOf } from './importer.service.ts';

const environment = importRecordsEnvironment.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const commitments = new TableCommitmentStore(table);
const forums = new TableForumStore(table);
const offices = new TableOfficeStore(table, () => Date.now());
const calendars = new TableCalendarStore(table, () => Date.now());
const lifecycle = new Lifecycle(commitments, new StateMachineWorkflow(sfn, environment.LIFECYCLE_ARN));
const raiseCommitment = raiseCommitmentWith({ commitments, offices, calendars, lifecycle });

const runs = new TableRunProgressStore(table);
const steps = new ImportSteps({
  files: new BucketImportFiles(new PresignedUrls(environment.IMPORT_BUCKET, AWS_REGION, AWS_ENDPOINT_URL)),
  tableFrom: tableFromFile,
  importers: {
    forums: importerOf(forumImport(forums, offices)),
    commitments: importerOf(commitmentImport({ table, commitments, forums, offices, calendars, raiseCommitment })),
    offices: importerOf(officeImport(offices)),
    readings: importerOf(readingImport(new TableReadingStore(table))),
  },
  runs: {
    begin: (step) => runs.beginUnlessBegun(runOf(step, { workflow: 'import', input: step.input, dryRun: step.dryRun })),
    progress: (runId, result) => runs.progress(runId, result),
    succeed: (runId, result, now) => runs.succeed(runId, result, now),
  },
});

/** Runs a step of workflows/import.asl.json for a batch of rows. Its result is the input of the next step. */
export const handler = task(importStep, (step, now) => steps.take(step, now));
