import { Aws, Stack, Validations } from 'aws-cdk-lib';
import { Grant, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ConfigurationSet, EmailIdentity, EmailSendingEvent, EventDestination, Identity } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { FunctionName } from './functions.ts';
import type { ServiceFunction } from './service-function.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';

/** What letters are sent with: the sender's identity at SES, and a configuration set whose events come back by SNS. */
export class OfficialMail extends Construct {
  readonly #from: string;
  readonly #configurationSet: string;
  readonly #identity: EmailIdentity;
  readonly #sendsMailOn: Deployment['sendsMailOn'];
  readonly #configurationSetArn: string;
  readonly #events: Topic;

  constructor(scope: Construct, id: string, props: Pick<Deployment, 'mailFrom' | 'sendsMailOn' | 'tlsOnly'>) {
    super(scope, id);
    this.#from = props.mailFrom;
    this.#sendsMailOn = props.sendsMailOn;
    // The domain, so that SES can sign (DKIM) in its name; the deployer publishes the records that SES shows.
    this.#identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(props.mailFrom.slice(props.mailFrom.indexOf('@') + 1)),
    });
    const configuration = new ConfigurationSet(this, 'Configuration', {
      reputationMetrics: true,
      // Addresses that bounce are kept with their office, where an administrator sees and lifts it. What the account keeps
      // beside that would stay when it is lifted.
      disableSuppressionList: true,
    });
    this.#configurationSet = configuration.configurationSetName;
    this.#configurationSetArn = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: this.#configurationSet,
    });
    this.#events = new Topic(this, 'Events', { displayName: 'Tuntas', enforceSSL: props.tlsOnly });
    this.#events.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.#events.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (!props.tlsOnly) {
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
  }

  /** The variables of a function that sends letters. */
  environment(settleAfterSeconds: number) {
    return {
      MAIL_FROM: this.#from,
      CONFIGURATION_SET: this.#configurationSet,
      SETTLE_AFTER_SECONDS: String(settleAfterSeconds),
    };
  }

  /** May send letters, from this identity and with this configuration set alone, and ask how many a second. */
  grantSend(grantee: Grantee): Grant {
    acknowledgeWildcard(grantee, '*', 'GetAccount has no resources of its own: AWS documents `*` for it.');
    const quota = Grant.addToPrincipal({ grantee, actions: ['ses:GetAccount'], resourceArns: ['*'] });
    const sender = [this.#identity.emailIdentityArn, this.#configurationSetArn];
    return Grant.addToPrincipal({
      grantee,
      actions: ['ses:SendEmail'],
      resourceArns: this.#sendsMailOn === 'sender' ? sender : ['*'],
    }).combine(quota);
  }

  /** Has a function told what became of letters. */
  tell<Name extends FunctionName>(teller: ServiceFunction<Name>, deadLetters: DeadLetters): void {
    this.#events.addSubscription(new LambdaSubscription(teller.function, { deadLetterQueue: deadLetters.queue }));
  }
}
