import { TableCalendarStore } from '../adapters/calendar-store.ts';
import { dynamodb, sfn } from '../adapters/clients.ts';
import { TableCommitmentStore } from '../adapters/commitment-store.ts';
import { BucketEvidenceFiles } from '../adapters/evidence-files.ts';
import { TableEvidenceStore } from '../adapters/evidence-store.ts';
import { TableForumStore } from '../adapters/forum-store.ts';
import { TableLetterLists } from '../adapters/letter-lists.ts';
import { TableOfficeStore } from '../adapters/office-store.ts';
import { StateMachineRuns } from '../adapters/run-machines.ts';
import { TableRunStore } from '../adapters/run-store.ts';
import { SignedAddresses } from '../adapters/signed-addresses.ts';
import { TableSweepLedger } from '../adapters/sweep-ledger.ts';
import { Table } from '../adapters/table.ts';
import { StateMachineWorkflow } from '../adapters/workflow.ts';
import { environments, lambdaEnvironment } from './environments.ts';
import { Lifecycle } from './lifecycle.ts';

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
  files: new BucketEvidenceFiles(new SignedAddresses(environment.EVIDENCE_BUCKET, AWS_REGION, AWS_ENDPOINT_URL)),
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
  sweeps: new TableSweepLedger(table),
  /** Whether real letters may be sent for any day. */
  remindsAnyDay: environment.REMINDS_ANY_DAY === 'true',
  lifecycle: new Lifecycle(commitments, new StateMachineWorkflow(sfn, environment.LIFECYCLE_ARN)),
} as const;
