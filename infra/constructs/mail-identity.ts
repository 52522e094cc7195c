import { RemovalPolicy } from 'aws-cdk-lib';
import { EmailIdentity, Identity, MailFromBehaviorOnMxFailure } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { type Deployment, domainOf } from '../config.ts';

/**
 * The sender's domain at SES, so that SES signs for it (DKIM) and bounces go to a subdomain of it (SPF); the deployer
 * publishes the records. An account has one identity of a domain: a second deployment uses that of the first.
 */
export class MailIdentity extends Construct {
  constructor(scope: Construct, id: string, { mail, keepsData }: Pick<Deployment, 'mail' | 'keepsData'>) {
    super(scope, id);
    if (mail.identity === 'use') return;
    const domain = domainOf(mail.from);
    const identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(domain),
      mailFromDomain: `mail.${domain}`,
      // Letters leave before the records of the subdomain are published, then with SES's own domain as MAIL FROM.
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
    });
    if (keepsData) identity.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
