import { Aws, Duration, Stack, Validations } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps as CdkAlarmProps,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';

/** A page of the AWS console: its title, and its path below the console's address. */
export interface ConsolePage {
  readonly title: string;
  readonly path: string;
}

/** The text of an alarm. */
interface Message {
  /** Who is affected, and how, in one sentence. */
  readonly harm: string;
  /** Section of the runbook, for alarms that share one; the alarm's own name by default. */
  readonly section?: string;
  /** The page to look at first. */
  readonly look: ConsolePage;
}

/** An alarm on an event that must not happen. */
export interface AlarmProps extends Message {
  /** Counts the event, in windows of five minutes. */
  readonly metric: IMetric;
  /** The lowest value that counts as a breach; 1 by default. */
  readonly threshold?: number;
  /** How many of the last three windows must breach before the alarm goes off. */
  readonly windows: 1 | 2 | 3;
}

/** An alarm on an event that failed to happen. */
export interface SilenceProps extends Message {
  /** Counts the event, by the hour. */
  readonly metric: IMetric;
  /** Hours without the event before the alarm goes off. */
  readonly hours: number;
}

/** The period in which alarms count. */
export const WINDOW = Duration.minutes(5);

/**
 * Mails the alarms of a deployment to those who are woken. Each construct adds its own alarms, to itself; an alarm's name
 * in kebab case is its section in infra/RUNBOOK.md.
 */
export class Alarms extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, props: Pick<Deployment, 'alarms' | 'tlsOnly'>) {
    super(scope, id);
    this.#topic = new Topic(this, 'Topic', { displayName: 'Tuntas', enforceSSL: props.tlsOnly });
    // A topic with its own policy loses the default one, which lets the alarms of the account publish.
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.#topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    for (const address of props.alarms) {
      const subscription = this.#topic.addSubscription(new EmailSubscription(address));
      const reason = 'An e-mail that fails for hours is not needed later: CloudWatch keeps the state of the alarm.';
      Validations.of(subscription).acknowledge({ id: 'Serverless-SNSRedrivePolicy', reason });
    }
    if (!props.tlsOnly) {
      const reason = 'The local engine speaks plain HTTP (infra/local/engine-gaps.ts); on AWS the policy is there.';
      Validations.of(this.#topic).acknowledge({ id: 'AwsSolutions-SNS3', reason });
    }
  }

  /** Adds an alarm to the construct that owns it. */
  add(owner: Construct, id: string, props: AlarmProps): void {
    this.#add(owner, id, props, {
      metric: props.metric,
      threshold: props.threshold ?? 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 3,
      datapointsToAlarm: props.windows,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  /** Adds an alarm on a silence, for which missing data is the breach, to the construct that owns it. */
  addSilence(owner: Construct, id: string, props: SilenceProps): void {
    this.#add(owner, id, props, {
      metric: props.metric,
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: props.hours,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  #add(
    owner: Construct,
    id: string,
    { harm, look, section = sectionOf(id) }: Message,
    props: Omit<CdkAlarmProps, 'alarmDescription'>,
  ): void {
    const alarm = new Alarm(owner, id, {
      ...props,
      alarmDescription: [
        harm,
        `Runbook: infra/RUNBOOK.md#${section}`,
        `${look.title}: https://${Stack.of(this).region}.console.aws.amazon.com/${look.path}`,
      ].join('\n'),
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
  }
}

/** The name of an alarm in kebab case. */
function sectionOf(id: string): string {
  return id.replaceAll(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
