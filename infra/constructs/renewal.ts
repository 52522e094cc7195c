import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { LogKeeping } from '../config.ts';
import type { CommitmentLifecycle } from './commitment-lifecycle.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';

/** The commitments and the executions that are renewed. */
export interface RenewalProps {
  readonly deployment: LogKeeping;
  readonly commitments: CommitmentsTable;
  readonly lifecycle: CommitmentLifecycle;
}

/** Moves every open commitment to a new execution, after a change of the definition or a restored table. */
export class Renewal extends Construct {
  readonly run: RunWorkflow;

  constructor(scope: Construct, id: string, { deployment, commitments, lifecycle }: RenewalProps) {
    super(scope, id);
    const renewCommitments = new ServiceFunction(this, 'RenewCommitments', {
      name: 'renewCommitments',
      deployment,
      environment: { TABLE_NAME: commitments.tableName, LIFECYCLE_ARN: lifecycle.arn },
      timeout: Duration.minutes(1),
      errorImpact: 'Commitments keep the definition that they were started with, for up to a year.',
    });
    commitments.grantReadPlaces(renewCommitments);
    commitments.grantRecordRun(renewCommitments);
    lifecycle.grantRenew(renewCommitments);
    this.run = new RunWorkflow(this, 'Run', {
      definition: 'renewal',
      steps: { RenewCommitments: renewCommitments },
      commitments,
      deployment,
    });
  }
}
