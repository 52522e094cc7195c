import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import type { Published } from './published.ts';

export interface SignInProps {
  readonly deployment: Pick<Deployment, 'keepsData' | 'name' | 'password'>;
  readonly published: Published;
  /** Address of the console, without a trailing slash. */
  readonly consoleUrl: string;
}

/** How people and programs sign in: the clients of the user pool, and the domain of its hosted pages. */
export class SignIn extends Construct {
  /** Id of the client of programs and scripts. It has no secret, because a browser cannot keep one. */
  readonly clientId: string;
  /** Id of the client of pages. */
  readonly consoleClientId: string;
  /** Address of the sign-in page, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, { deployment, published, consoleUrl }: SignInProps) {
    super(scope, id);
    const pool = cognito.UserPool.fromUserPoolId(this, 'Pool', published.of('user-pool-id'));
    const domain = pool.addDomain('Domain', {
      // Must be unique in the region across all accounts.
      cognitoDomain: { domainPrefix: `tuntas-${deployment.name}-${Aws.ACCOUNT_ID}` },
      // The newer pages show nothing without a branding.
      managedLoginVersion: cognito.ManagedLoginVersion.CLASSIC_HOSTED_UI,
    });
    const client = pool.addClient('Client', {
      ...TO_EVERY_CLIENT,
      disableOAuth: true,
      authFlows: { userSrp: true, userPassword: deployment.password !== undefined },
    });
    // Pages sign in on the pool's hosted page, by authorization code and PKCE.
    const consoleClient = pool.addClient('ConsoleClient', {
      ...TO_EVERY_CLIENT,
      authFlows: { userSrp: true },
      supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID],
        callbackUrls: [`${consoleUrl}/sign-in`],
        logoutUrls: [`${consoleUrl}/signed-out`],
      },
    });
    if (deployment.keepsData)
      for (const kept of [client, consoleClient, domain]) kept.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.clientId = client.userPoolClientId;
    this.consoleClientId = consoleClient.userPoolClientId;
    this.url = domain.baseUrl();
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
