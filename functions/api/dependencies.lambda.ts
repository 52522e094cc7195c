import { TableCalendarStore } from '../calendar/calendar.store.ts';
import { TableCommitmentStore } from '../commitments/commitments.store.ts';
import { TableEvidenceStore } from '../evidence/evidence.store.ts';
import { BucketEvidenceFiles } from '../evidence/evidence-files.client.ts';
import { TableForumStore } from '../forums/forums.store.ts';
import { BucketImportFiles } from '../imports/import-files.client.ts';
import { TableUploadStore } from '../imports/uploads.store.ts';
import { TableReadingStore } from '../indicators/readings.store.ts';
import { Lifecycle } from '../lifecycle/lifecycle.service.ts';
import { StateMachineWorkflow } from '../lifecycle/workflow.client.ts';
import { TableLetterLists } from '../notifications/letter-lists.store.ts';
import { TableOfficeStore } from '../offices/offices.store.ts';
import { dynamodb, sfn } from '../platform/aws-clients.ts';
import { environments, lambdaEnvironment } from '../platform/environments.ts';
import { PresignedUrls } from '../platform/presigned-urls.ts';
import { Table } from '../platform/table.ts';
import { TableSweepStore } from '../reminders/sweeps.store.ts';
import { StateMachineRuns } from '../runs/run-workflows.client.ts';
import { TableRunStore } from '../runs/runs.store.ts';

const environment = environments.serveApi.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const commitments = new TableCommitmentStore(table);

/** The outside world of the API function, made once for each of its instances. */
export const services = {
  table,
  commitments,
  forums: new TableForumStore(table),
  offices: new TableOfficeStore(table, () => Date.now()),
  evidence: new TableEvidenceStore(table),
  files: new BucketEvidenceFiles(new PresignedUrls(environment.EVIDENCE_BUCKET, AWS_REGION, AWS_ENDPOINT_URL)),
  readings: new TableReadingStore(table),
  uploads: new TableUploadStore(table),
  importFiles: new BucketImportFiles(new PresignedUrls(environment.IMPORT_BUCKET, AWS_REGION, AWS_ENDPOINT_URL)),
  letters: new TableLetterLists(table),
  runs: new TableRunStore(table),
  machines: new StateMachineRuns(sfn, {
    reconciliation: environment.RECONCILIATION_ARN,
    renewal: environment.RENEWAL_ARN,
    import: environment.IMPORT_ARN,
    recalculation: environment.RECALCULATION_ARN,
    reminders: environment.REMINDERS_ARN,
    reports: environment.REPORTS_ARN,
  }),
  calendars: new TableCalendarStore(table, () => Date.now()),
  sweeps: new TableSweepStore(table),
  /** Whether real letters may be sent for any day. */
  remindsAnyDay: environment.REMINDS_ANY_DAY === 'true',
  lifecycle: new Lifecycle(commitments, new StateMachineWorkflow(sfn, environment.LIFECYCLE_ARN)),
} as const;
