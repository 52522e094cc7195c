import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import type { CommitmentLifecycle } from './commitment-lifecycle.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';

/** What is renewed: the executions of the commitments. */
export interface RenewalProps {
  readonly deployment: Pick<Deployment, 'logDays'>;
  readonly commitments: CommitmentsTable;
  readonly lifecycle: CommitmentLifecycle;
}

/** Has every open commitment go on in a new execution, after a change of the definition or a restored table. */
export class Renewal extends Construct {
  readonly run: RunWorkflow<'renewCommitments'>;

  constructor(scope: Construct, id: string, props: RenewalProps) {
    super(scope, id);
    const { deployment, commitments, lifecycle } = props;
    const renewCommitments = new ServiceFunction(this, 'RenewCommitments', {
      name: 'renewCommitments',
      deployment,
      environment: { TABLE_NAME: commitments.tableName, LIFECYCLE_ARN: lifecycle.arn },
      timeout: Duration.minutes(1),
      errorImpact: 'Commitments go on by the definition they were started with, until their year is over.',
    });
    commitments.grantReadPlaces(renewCommitments);
    commitments.grantRecordRun(renewCommitments);
    lifecycle.grantRenew(renewCommitments);
    this.run = new RunWorkflow(this, 'Run', {
      definition: 'renewal',
      steps: { place: 'RenewCommitments', function: renewCommitments },
      commitments,
      deployment,
    });
  }
}
