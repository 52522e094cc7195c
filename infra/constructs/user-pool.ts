import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ROLES, type Role } from '../../functions/people/actors.ts';
import type { Deployment } from '../config.ts';

const GROUP_IDS = {
  official: 'OfficialGroup',
  auditor: 'AuditorGroup',
  admin: 'AdminGroup',
} as const satisfies Record<Role, string>;

/** Who may sign in. An admin creates every user and says which office it acts for. */
export class UserPool extends Construct {
  readonly pool: cognito.UserPool;
  /** The client of people and scripts; it has no secret, for a browser keeps none. */
  readonly client: cognito.UserPoolClient;
  /** Where people sign in, without a slash at its end. */
  readonly signInUrl: string;

  constructor(scope: Construct, id: string, props: Pick<Deployment, 'name' | 'keepsData' | 'passwordSignIn'>) {
    super(scope, id);
    this.pool = new cognito.UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      autoVerify: { email: true },
      customAttributes: { office: new cognito.StringAttribute({ mutable: true, maxLen: 128 }) },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      featurePlan: cognito.FeaturePlan.ESSENTIALS,
      deletionProtection: props.keepsData,
      removalPolicy: props.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(this.pool).acknowledge(
      {
        id: 'AwsSolutions-COG2',
        reason:
          'A second factor is offered, not demanded: an office without one would be shut out of its own commitments.',
      },
      {
        id: 'AwsSolutions-COG8',
        reason:
          'Plus prices every user a month. Nobody signs up by himself, passwords are long, and failures are slowed down.',
      },
    );
    for (const role of ROLES) {
      new cognito.UserPoolGroup(this, GROUP_IDS[role], { userPool: this.pool, groupName: role });
    }
    // Unique in the region, whoever else has a deployment of that name.
    const domain = this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `tuntas-${props.name}-${Aws.ACCOUNT_ID}` },
      // The newer pages need a branding of their own before they show anything.
      managedLoginVersion: cognito.ManagedLoginVersion.CLASSIC_HOSTED_UI,
    });
    this.signInUrl = domain.baseUrl();
    this.client = this.pool.addClient('Client', {
      ...TO_EVERY_CLIENT,
      disableOAuth: true,
      authFlows: { userSrp: true, userPassword: props.passwordSignIn },
    });
  }

  /**
   * The client of pages for people, who sign in on the pool's own page: by a code, which is redeemed with a proof (PKCE).
   * @param scope where it belongs: with the pages, whose addresses it names
   */
  clientOf(scope: Construct, pages: { readonly callbackUrl: string; readonly signedOutUrl: string }) {
    return new cognito.UserPoolClient(scope, 'Client', {
      ...TO_EVERY_CLIENT,
      userPool: this.pool,
      authFlows: { userSrp: true },
      supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID],
        callbackUrls: [pages.callbackUrl],
        logoutUrls: [pages.signedOutUrl],
      },
    });
  }
}

const TO_EVERY_CLIENT = {
  generateSecret: false,
  preventUserExistenceErrors: true,
  idTokenValidity: Duration.hours(1),
  accessTokenValidity: Duration.hours(1),
  refreshTokenValidity: Duration.days(1),
  readAttributes: new cognito.ClientAttributes()
    .withStandardAttributes({ email: true, emailVerified: true, locale: true })
    .withCustomAttributes('office'),
  // The office decides what a user sees, and the address who he is: only an admin writes them. One harmless attribute is
  // named because an empty list would mean all the standard ones.
  writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ locale: true }),
};
