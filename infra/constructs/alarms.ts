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

/** An alarm as it speaks to the person whom it wakes. */
interface Message {
  /** Who is hurt, and how, in a sentence. */
  readonly harm: string;
  /** Its section in the runbook, where it shares one; its own name unless given. */
  readonly section?: string;
  /** Where to look first: what it is, and its address in the AWS console. */
  readonly look: { readonly what: string; readonly at: string };
}

/** An alarm on something that happened. */
export interface AlarmProps extends Message {
  /** A count of what must not happen; alarms look at it in windows of five minutes. */
  readonly metric: IMetric;
  /** The value from which on it has happened; 1 unless given. */
  readonly from?: number;
  /** In how many of the last three windows it has to happen before somebody is woken. */
  readonly windows: 1 | 2 | 3;
}

/** An alarm on something that did not happen. */
export interface SilenceProps extends Message {
  /** A count of what has to happen, by the hour. */
  readonly metric: IMetric;
  /** Hours without it after which somebody is woken. */
  readonly hours: number;
}

/** The windows that an alarm counts in. */
export const WINDOW = Duration.minutes(5);

/** The alarms of a deployment, mailed to its alarm address. Each has a section of its name in infra/RUNBOOK.md. */
export class Alarms extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, props: Pick<Deployment, 'alarmAddress' | 'tlsOnly'>) {
    super(scope, id);
    this.#topic = new Topic(this, 'Topic', { displayName: 'Tuntas', enforceSSL: props.tlsOnly });
    // A topic with a policy has lost the default one, which let the account's own alarms publish.
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.#topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (props.alarmAddress) this.#topic.addSubscription(new EmailSubscription(props.alarmAddress));
    if (!props.tlsOnly) {
      const reason = 'The local engine speaks plain HTTP (infra/local/engine-gaps.ts); on AWS the policy is there.';
      Validations.of(this.#topic).acknowledge({ id: 'AwsSolutions-SNS3', reason });
    }
  }

  /** Adds an alarm; `id` in kebab case is the heading of its section in the runbook. */
  add(id: string, props: AlarmProps): void {
    this.#add(id, props, {
      metric: props.metric,
      threshold: props.from ?? 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 3,
      datapointsToAlarm: props.windows,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  /** Adds an alarm on a silence: a missing count is the very thing that it is for. */
  addSilence(id: string, props: SilenceProps): void {
    this.#add(id, props, {
      metric: props.metric,
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: props.hours,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  #add(
    id: string,
    { harm, look, section = sectionOf(id) }: Message,
    props: Omit<CdkAlarmProps, 'alarmDescription'>,
  ): void {
    const alarm = new Alarm(this, id, {
      ...props,
      alarmDescription: [
        harm,
        `Runbook: infra/RUNBOOK.md#${section}`,
        `${look.what}: https://${Stack.of(this).region}.console.aws.amazon.com/${look.at}`,
      ].join('\n'),
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
  }
}

/** The section of the runbook that has the name of an alarm. */
function sectionOf(id: string): string {
  return id.replaceAll(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
