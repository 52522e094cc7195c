import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import type { CommitmentLifecycle } from './commitment-lifecycle.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { DeadLetters } from './dead-letters.ts';
import { ServiceFunction } from './service-function.ts';

/** What is revived: the executions of the commitments. */
export interface RevivalProps {
  readonly deployment: Pick<Deployment, 'logDays'>;
  readonly commitments: CommitmentsTable;
  readonly lifecycle: CommitmentLifecycle;
  readonly deadLetters: DeadLetters;
}

/** What EventBridge cannot hand to Lambda within an hour, the reconciliation mends. */
const DELIVERY = { retryAttempts: 20, maxEventAge: Duration.hours(1) };

/** Gives a commitment its next execution as soon as the present one fails, times out or is stopped. */
export class Revival extends Construct {
  constructor(scope: Construct, id: string, props: RevivalProps) {
    super(scope, id);
    const { deployment, commitments, lifecycle, deadLetters } = props;
    const restartExecution = new ServiceFunction(this, 'RestartExecution', {
      name: 'restartExecution',
      deployment,
      environment: { TABLE_NAME: commitments.tableName, LIFECYCLE_ARN: lifecycle.arn },
      deadLetters,
      errorImpact: 'A commitment that lost its workflow waits for the next reconciliation.',
    });
    commitments.grantReadItem(restartExecution);
    lifecycle.grantRevive(restartExecution);
    new Rule(this, 'Rule', {
      description: 'Executions of the lifecycle that ended before their commitment did',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: [lifecycle.arn] },
      },
      targets: [new LambdaFunction(restartExecution.function, { deadLetterQueue: deadLetters.queue, ...DELIVERY })],
    });
  }
}
