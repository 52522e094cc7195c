import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import { LOOPBACK_URL } from '../loopback.ts';
import type { Published } from './published.ts';

export interface SignInProps {
  readonly deployment: Pick<Deployment, 'keepsData' | 'managedLogin' | 'name' | 'password'>;
  readonly published: Published;
  /** Address of the console, without a trailing slash. */
  readonly consoleUrl: string;
}

/** How people and programs sign in: the clients of the user pool, and the domain of its hosted pages. */
export class SignIn extends Construct {
  /** Id of the client of programs and scripts, which sign in in a browser of their user (or with a password, if any). */
  readonly clientId: string;
  /** Id of the client of pages. */
  readonly consoleClientId: string;
  /** Address of the sign-in page, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, { deployment, published, consoleUrl }: SignInProps) {
    super(scope, id);
    const pool = cognito.UserPool.fromUserPoolId(this, 'Pool', published.of('user-pool-id'));
    const isNewer = deployment.managedLogin === 'newer';
    const domain = pool.addDomain('Domain', {
      // Must be unique in the region across all accounts.
      cognitoDomain: { domainPrefix: `tuntas-${deployment.name}-${Aws.ACCOUNT_ID}` },
      // Only the newer pages offer codes by e-mail, and Bahasa Indonesia (`lang=id`).
      managedLoginVersion: isNewer
        ? cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN
        : cognito.ManagedLoginVersion.CLASSIC_HOSTED_UI,
    });
    const client = pool.addClient('Client', {
      ...TO_EVERY_CLIENT,
      authFlows: { user: true, userSrp: true, userPassword: deployment.password !== undefined },
      refreshTokenValidity: Duration.days(1),
      oAuth: { ...CODE_WITH_PKCE, callbackUrls: [LOOPBACK_URL] },
    });
    const consoleClient = pool.addClient('ConsoleClient', {
      ...TO_EVERY_CLIENT,
      authFlows: { user: true },
      // The longest session; the session's row ends most of them after 12 hours.
      refreshTokenValidity: Duration.days(30),
      oAuth: {
        ...CODE_WITH_PKCE,
        callbackUrls: [`${consoleUrl}/sign-in`],
        logoutUrls: [`${consoleUrl}/signed-out`],
      },
    });
    if (isNewer) {
      const clients = { Branding: client, ConsoleBranding: consoleClient };
      for (const [name, { userPoolClientId: clientId }] of Object.entries(clients)) {
        // The newer pages show nothing to a client without a branding.
        const branding = { userPoolId: pool.userPoolId, clientId, useCognitoProvidedValues: true };
        new cognito.CfnManagedLoginBranding(this, name, branding).node.addDependency(domain);
      }
    }
    if (deployment.keepsData)
      for (const kept of [client, consoleClient, domain]) kept.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.clientId = client.userPoolClientId;
    this.consoleClientId = consoleClient.userPoolClientId;
    this.url = domain.baseUrl();
  }
}

const TO_EVERY_CLIENT = {
  // Neither a browser nor a script can keep a secret.
  generateSecret: false,
  preventUserExistenceErrors: true,
  supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
  idTokenValidity: Duration.hours(1),
  accessTokenValidity: Duration.hours(1),
  enableTokenRevocation: true,
  // As long as a code may take; the longest that Cognito allows.
  authSessionValidity: Duration.minutes(15),
  readAttributes: new cognito.ClientAttributes().withStandardAttributes({ email: true, emailVerified: true }),
  // The address decides whose mail has the code: only an administrator writes it. One harmless attribute is named, because
  // an empty list means all standard attributes.
  writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ locale: true }),
};

/** Clients add PKCE of their own accord: Cognito verifies it wherever a client begins with it. */
const CODE_WITH_PKCE = {
  flows: { authorizationCodeGrant: true },
  scopes: [cognito.OAuthScope.OPENID],
};
