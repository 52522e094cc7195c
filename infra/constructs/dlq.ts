import { Duration, Validations } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { DestinationConfig, DlqDestinationConfig, IDestination, IEventSourceDlq } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import { type Alarms, WINDOW } from './alarms.ts';

export interface DlqProps {
  readonly deployment: Pick<Deployment, 'tlsOnly'>;
  readonly alarms: Alarms;
}

/** The dead-letter queue: events that could not be delivered, or that their function failed on for good. */
export class Dlq extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { deployment, alarms }: DlqProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: deployment.tlsOnly,
      // The maximum of SQS: the alarm may go off at the start of a long holiday.
      retentionPeriod: Duration.days(14),
    });
    const validations = Validations.of(this.queue);
    for (const id of ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy']) {
      validations.acknowledge({ id, reason: 'It is the dead-letter queue.' });
    }
    if (!deployment.tlsOnly) {
      const reason = 'The local engine speaks plain HTTP (infra/local/engine-gaps.ts); on AWS the policy is there.';
      validations.acknowledge({ id: 'AwsSolutions-SQS4', reason });
    }
    alarms.add(this, 'DlqNotEmpty', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: WINDOW, statistic: 'Maximum' }),
      windows: 1,
      harm: 'A lost execution was not restarted, a daily run was not started, or a change was not counted or notified.',
      look: { title: 'Queues', path: 'sqs/v3/home#/queues' },
    });
  }

  /** The failure destination of a function that is invoked asynchronously. */
  get ofFunction(): IDestination {
    return {
      bind: (_scope, fn): DestinationConfig => {
        this.grantSend(fn);
        return { destination: this.queue.queueArn };
      },
    };
  }

  /** The failure destination of a stream consumer. It receives the position of the records, not the records. */
  get ofStream(): IEventSourceDlq {
    return {
      bind: (_mapping, fn): DlqDestinationConfig => {
        this.grantSend(fn);
        return { destination: this.queue.queueArn };
      },
    };
  }

  /** May send a message to the queue. */
  grantSend(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({ grantee, actions: ['sqs:SendMessage'], resourceArns: [this.queue.queueArn] });
  }
}
