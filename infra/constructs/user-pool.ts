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

/** The users. An administrator creates each one and assigns its office. */
export class UserPool extends Construct {
  readonly pool: cognito.UserPool;
  /** The client of people and scripts. It has no secret, because a browser cannot keep one. */
  readonly client: cognito.UserPoolClient;
  /** Address of the sign-in page, without a trailing slash. */
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
          'A second factor is offered, not required: an office without one would be locked out of its own commitments.',
      },
      {
        id: 'AwsSolutions-COG8',
        reason:
          'The Plus plan charges for every user each month. Sign-up is closed, passwords are long, and failures are throttled.',
      },
    );
    for (const role of ROLES) {
      new cognito.UserPoolGroup(this, GROUP_IDS[role], { userPool: this.pool, groupName: role });
    }
    // Must be unique in the region across all accounts.
    const domain = this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `tuntas-${props.name}-${Aws.ACCOUNT_ID}` },
      // The newer pages show nothing without a branding.
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
   * The client of pages, which sign in on the pool's hosted page by authorization code and PKCE.
   * @param scope the owner of the pages
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
  // Office and address decide what a user may see: only an administrator writes them. One harmless attribute is named,
  // because an empty list means all standard attributes.
  writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ locale: true }),
};
