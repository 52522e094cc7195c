import { Duration, TimeZone } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { RECONCILIATION_METRICS } from '../../functions/lifecycle/restart.ts';
import type { Deployment, LogKeeping } from '../config.ts';
import { type Alarms, WINDOW } from './alarms.ts';
import type { CommitmentLifecycle } from './commitment-lifecycle.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import { DailySchedule } from './daily-schedule.ts';
import type { Dlq } from './dlq.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';

/** The commitments and the executions that are reconciled. */
export interface ReconciliationProps {
  readonly deployment: LogKeeping & Pick<Deployment, 'secondLookAfterSeconds'>;
  readonly commitments: CommitmentsTable;
  readonly lifecycle: CommitmentLifecycle;
  readonly alarms: Alarms;
  readonly dlq: Dlq;
}

/** At night, so that repairs are done before the offices open, in Jayapura two hours earlier than in Jakarta. */
const HOUR = 2;

/** Finds commitments that have lost their execution, daily and on request, and starts their next one. */
export class Reconciliation extends Construct {
  readonly run: RunWorkflow;

  constructor(scope: Construct, id: string, props: ReconciliationProps) {
    super(scope, id);
    const { deployment, commitments, lifecycle, alarms, dlq } = props;
    const reconcileCommitments = new ServiceFunction(this, 'ReconcileCommitments', {
      name: 'reconcileCommitments',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        LIFECYCLE_ARN: lifecycle.arn,
        SECOND_LOOK_AFTER_SECONDS: String(deployment.secondLookAfterSeconds),
      },
      // A page of a hundred executions; Step Functions sustains 15 DescribeExecution calls a second.
      timeout: Duration.minutes(1),
      errorImpact: 'A commitment that has lost its workflow cannot change its stage.',
    });
    commitments.grantReadPlaces(reconcileCommitments);
    commitments.grantRecordRun(reconcileCommitments);
    lifecycle.grantList(reconcileCommitments);
    lifecycle.grantStart(reconcileCommitments);
    lifecycle.grantRenew(reconcileCommitments);
    this.run = new RunWorkflow(this, 'Run', {
      definition: 'reconciliation',
      steps: { ReconcileCommitments: reconcileCommitments },
      commitments,
      deployment,
    });
    new DailySchedule(this, 'Daily', { run: this.run, hour: HOUR, timeZone: TimeZone.ASIA_JAKARTA, dlq });
    alarms.add(this, 'CommitmentsLost', {
      metric: reconcileCommitments.counted(RECONCILIATION_METRICS.lost, WINDOW, { outcome: 'found' }),
      windows: 1,
      harm: 'Commitments had lost their workflow: moves that change their stage were refused until the reconciliation ran.',
      look: reconcileCommitments.log,
    });
    alarms.addSilence(this, 'ReconciliationMissing', {
      metric: reconcileCommitments.counted(RECONCILIATION_METRICS.finished, Duration.hours(1)),
      hours: 26,
      harm: 'No reconciliation has finished for 26 hours: a commitment that loses its workflow now cannot change its stage.',
      look: this.run.executions,
    });
  }
}
