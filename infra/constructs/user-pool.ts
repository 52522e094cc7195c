import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { type Deployment, domainOf } from '../config.ts';

/**
 * The accounts: an address each, and nothing else. Roles and offices are in our table. People sign in with a code by
 * e-mail; Cognito requires that passwords are allowed as well, but nobody has one (except in a deployment of examples) and
 * nobody can choose one: there is no sign-up and no recovery.
 */
export class UserPool extends Construct {
  readonly pool: cognito.UserPool;

  constructor(scope: Construct, id: string, { keepsData, mail }: Pick<Deployment, 'keepsData' | 'mail'>) {
    super(scope, id);
    this.pool = new cognito.UserPool(this, 'Pool', {
      featurePlan: cognito.FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      // Phones begin an address with a capital letter. Cannot be changed later.
      signInCaseSensitive: false,
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true } },
      accountRecovery: cognito.AccountRecovery.NONE,
      autoVerify: { email: true },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      ...(mail.verified ? ownMail(mail.from) : { mfa: cognito.Mfa.OFF }),
      deletionProtection: keepsData,
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    if (mail.verified) wordCodeMail(this.pool);
    Validations.of(this.pool).acknowledge(
      {
        id: 'AwsSolutions-COG2',
        reason:
          'Cognito excludes a second factor where the first is a code by e-mail (infra/decisions/0028-codes-by-mail.md).',
      },
      {
        id: 'AwsSolutions-COG8',
        reason:
          'The Plus plan charges for every user each month. Sign-up is closed, and codes go to known addresses only.',
      },
    );
  }
}

/**
 * Cognito sends by the identity of the letters, in our words. It uses our words for codes only if a second factor is
 * optional and may be e-mail, and CloudFormation refuses e-mail alone; nobody is asked for a second factor unless he has
 * registered one, which no page of ours or of Cognito's offers.
 */
function ownMail(from: string) {
  return {
    email: cognito.UserPoolEmail.withSES({ fromEmail: from, fromName: 'Tuntas', sesVerifiedDomain: domainOf(from) }),
    mfa: cognito.Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false, email: true },
    userVerification: { emailSubject: 'Kode Tuntas', emailBody: codeMail('Kode Anda untuk Tuntas') },
  };
}

/** The mail with the code of a sign-in, for which the construct has no option. */
function wordCodeMail(pool: cognito.UserPool): void {
  const resource = pool.node.defaultChild;
  if (!(resource instanceof cognito.CfnUserPool)) throw new Error('The construct of the user pool has no resource.');
  resource.emailAuthenticationSubject = 'Kode masuk Tuntas';
  resource.emailAuthenticationMessage = codeMail('Kode Anda untuk masuk ke Tuntas');
}

/** Cognito replaces `{####}`, and sends the text as HTML. */
function codeMail(what: string): string {
  return [
    `<p>${what}: <b>{####}</b></p>`,
    '<p>Masukkan kode ini di halaman yang memintanya. Jangan berikan kepada siapa pun, juga kepada yang mengaku petugas.</p>',
    '<p>Tidak meminta kode? Abaikan surel ini.</p>',
  ].join('\n');
}
