import { Duration, Validations } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { DestinationConfig, DlqDestinationConfig, IDestination, IEventSourceDlq } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import { WINDOW } from './alarms.ts';

/** Where events go that nobody could be given, or that their function gave up on; a person looks at them. */
export class DeadLetters extends Construct {
  readonly queue: Queue;
  /** Its page in the AWS console. */
  readonly page: string;

  constructor(scope: Construct, id: string, props: Pick<Deployment, 'tlsOnly'>) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: props.tlsOnly,
      // As long as SQS keeps anything: over a holiday nobody may look.
      retentionPeriod: Duration.days(14),
    });
    this.page = 'sqs/v3/home#/queues';
    const validations = Validations.of(this.queue);
    for (const id of ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy']) {
      validations.acknowledge({ id, reason: 'It is the dead-letter queue.' });
    }
    if (!props.tlsOnly) {
      const reason = 'The local engine speaks plain HTTP (infra/local/engine-gaps.ts); on AWS the policy is there.';
      validations.acknowledge({ id: 'AwsSolutions-SQS4', reason });
    }
  }

  /** Messages that wait for a person. */
  get waiting(): Metric {
    return this.queue.metricApproximateNumberOfMessagesVisible({ period: WINDOW, statistic: 'Maximum' });
  }

  /** The destination of what a function, called asynchronously, gave up on. */
  get ofFunction(): IDestination {
    return {
      bind: (_scope, fn): DestinationConfig => {
        this.grantSend(fn);
        return { destination: this.queue.queueArn };
      },
    };
  }

  /** The destination of what a function, given records of a stream, gave up on: where they are, not the records. */
  get ofStream(): IEventSourceDlq {
    return {
      bind: (_mapping, fn): DlqDestinationConfig => {
        this.grantSend(fn);
        return { destination: this.queue.queueArn };
      },
    };
  }

  /** May leave a message. */
  grantSend(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({ grantee, actions: ['sqs:SendMessage'], resourceArns: [this.queue.queueArn] });
  }
}
