import { Duration, TimeZone } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { RECONCILIATION_METRICS } from '../../functions/lifecycle/restart.ts';
import type { Deployment } from '../config.ts';
import { WINDOW } from './alarms.ts';
import type { CommitmentLifecycle } from './commitment-lifecycle.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import { DailySchedule } from './daily-schedule.ts';
import type { DeadLetters } from './dead-letters.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';

/** What is reconciled: the commitments with the executions of their lifecycle. */
export interface ReconciliationProps {
  readonly deployment: Pick<Deployment, 'logDays' | 'secondLookAfterSeconds'>;
  readonly commitments: CommitmentsTable;
  readonly lifecycle: CommitmentLifecycle;
  readonly deadLetters: DeadLetters;
}

/** At night, so that what it mends is mended before the offices open, in Jayapura two hours earlier than in Jakarta. */
const HOUR = 2;

/** Finds commitments that have lost their execution, daily and when asked, and gives them the next one. */
export class Reconciliation extends Construct {
  readonly run: RunWorkflow<'reconcileCommitments'>;
  readonly reconcileCommitments: ServiceFunction<'reconcileCommitments'>;

  constructor(scope: Construct, id: string, props: ReconciliationProps) {
    super(scope, id);
    const { deployment, commitments, lifecycle } = props;
    this.reconcileCommitments = new ServiceFunction(this, 'ReconcileCommitments', {
      name: 'reconcileCommitments',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        LIFECYCLE_ARN: lifecycle.arn,
        SECOND_LOOK_AFTER_SECONDS: String(deployment.secondLookAfterSeconds),
      },
      // A page of a hundred executions, at the 15 a second that Step Functions answers when many have been asked for.
      timeout: Duration.minutes(1),
      errorImpact: 'A commitment whose workflow is lost stays unable to change its stage.',
    });
    commitments.grantReadPlaces(this.reconcileCommitments);
    commitments.grantRecordRun(this.reconcileCommitments);
    lifecycle.grantList(this.reconcileCommitments);
    lifecycle.grantRevive(this.reconcileCommitments);
    lifecycle.grantRenew(this.reconcileCommitments);
    this.run = new RunWorkflow(this, 'Run', {
      definition: 'reconciliation',
      steps: { place: 'ReconcileCommitments', function: this.reconcileCommitments },
      commitments,
      deployment,
    });
    new DailySchedule(this, 'Daily', {
      run: this.run,
      hour: HOUR,
      timeZone: TimeZone.ASIA_JAKARTA,
      deadLetters: props.deadLetters,
    });
  }

  /** Commitments that were found lost, twice, in a run that was no dry run. */
  get lost(): Metric {
    return this.reconcileCommitments.counted(RECONCILIATION_METRICS.lost, WINDOW, { outcome: 'found' });
  }

  /** Runs that have come to their end, dry runs aside, by the hour. */
  get finished(): Metric {
    return this.reconcileCommitments.counted(RECONCILIATION_METRICS.finished, Duration.hours(1));
  }
}
