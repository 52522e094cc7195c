import { Aws, Stack, Validations } from 'aws-cdk-lib';
import { Grant, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { type Deployment, domainOf } from '../config.ts';
import type { Dlq } from './dlq.ts';
import type { FunctionName } from './functions.ts';
import type { ServiceFunction } from './service-function.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';

/** Who sends letters, and where their links lead. */
export interface OfficialMailProps {
  readonly deployment: Pick<Deployment, 'mail' | 'sendsMailOn' | 'settleAfterSeconds' | 'tlsOnly'>;
  /** Address of the console, without a trailing slash. */
  readonly consoleUrl: string;
}

/** Letters: who may send them, and the configuration set that publishes delivery events to SNS. */
export class OfficialMail extends Construct {
  /** The environment of a function that sends letters. */
  readonly environment: Readonly<
    Record<'MAIL_FROM' | 'CONFIGURATION_SET' | 'SETTLE_AFTER_SECONDS' | 'CONSOLE_URL', string>
  >;
  readonly #sendsOn: readonly string[];
  readonly #events: Topic;

  constructor(scope: Construct, id: string, { deployment, consoleUrl }: OfficialMailProps) {
    super(scope, id);
    const { mail, sendsMailOn, settleAfterSeconds, tlsOnly } = deployment;
    const configuration = new ConfigurationSet(this, 'Configuration', {
      reputationMetrics: true,
      // Suppressed addresses are stored with their office, where an administrator can lift a suppression. One of the
      // account would remain.
      disableSuppressionList: true,
    });
    const arnOf = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    // In its sandbox SES asks for the permission on the identity of the recipient as well.
    const identities = [domainOf(mail.from), ...mail.sandboxRecipients].map((name) => arnOf('identity', name));
    const sender = [...identities, arnOf('configuration-set', configuration.configurationSetName)];
    this.#sendsOn = sendsMailOn === 'sender' ? sender : ['*'];
    this.#events = new Topic(this, 'Events', { displayName: 'Tuntas', enforceSSL: tlsOnly });
    this.#events.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.#events.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (!tlsOnly) {
      const reason = 'The local engine speaks plain HTTP (infra/local/engine-gaps.ts); on AWS the policy is there.';
      Validations.of(this.#events).acknowledge({ id: 'AwsSolutions-SNS3', reason });
    }
    configuration.addEventDestination('Outcomes', {
      destination: EventDestination.snsTopic(this.#events),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    this.environment = {
      MAIL_FROM: mail.from,
      CONFIGURATION_SET: configuration.configurationSetName,
      SETTLE_AFTER_SECONDS: String(settleAfterSeconds),
      CONSOLE_URL: consoleUrl,
    };
  }

  /** May send letters from this identity and with this configuration set only, and read the send rate. */
  grantSend(grantee: Grantee): Grant {
    acknowledgeWildcard(grantee, '*', 'GetAccount has no resources of its own: AWS documents `*` for it.');
    const quota = Grant.addToPrincipal({ grantee, actions: ['ses:GetAccount'], resourceArns: ['*'] });
    const resourceArns = [...this.#sendsOn];
    return Grant.addToPrincipal({ grantee, actions: ['ses:SendEmail'], resourceArns }).combine(quota);
  }

  /** Invokes a function with the delivery events of letters. */
  publishEventsTo(consumer: ServiceFunction<FunctionName>, dlq: Dlq): void {
    this.#events.addSubscription(new LambdaSubscription(consumer.function, { deadLetterQueue: dlq.queue }));
  }
}
