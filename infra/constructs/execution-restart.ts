import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { LogKeeping } from '../config.ts';
import type { CommitmentLifecycle } from './commitment-lifecycle.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { Dlq } from './dlq.ts';
import { ServiceFunction } from './service-function.ts';

/** The commitments whose lost executions are restarted. */
export interface ExecutionRestartProps {
  readonly deployment: LogKeeping;
  readonly commitments: CommitmentsTable;
  readonly lifecycle: CommitmentLifecycle;
  readonly dlq: Dlq;
}

/** If EventBridge cannot deliver within an hour, the reconciliation repairs the commitment. */
const DELIVERY = { retryAttempts: 20, maxEventAge: Duration.hours(1) };

/** Starts the next execution of a commitment as soon as the current one fails, times out or is stopped. */
export class ExecutionRestart extends Construct {
  constructor(scope: Construct, id: string, { deployment, commitments, lifecycle, dlq }: ExecutionRestartProps) {
    super(scope, id);
    const restartExecution = new ServiceFunction(this, 'RestartExecution', {
      name: 'restartExecution',
      deployment,
      environment: { TABLE_NAME: commitments.tableName, LIFECYCLE_ARN: lifecycle.arn },
      dlq,
      errorImpact: 'A commitment that lost its workflow waits for the next reconciliation.',
    });
    commitments.grantReadItem(restartExecution);
    lifecycle.grantStart(restartExecution);
    new Rule(this, 'Rule', {
      description: 'Executions of the lifecycle that ended before their commitment was closed',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: [lifecycle.arn] },
      },
      targets: [new LambdaFunction(restartExecution.function, { deadLetterQueue: dlq.queue, ...DELIVERY })],
    });
  }
}
