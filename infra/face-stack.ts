import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from './config.ts';
import { Gateway } from './constructs/gateway.ts';
import { MailIdentity } from './constructs/mail-identity.ts';
import { Publication, Published } from './constructs/published.ts';
import { SignIn } from './constructs/sign-in.ts';

/** The deployment. */
export interface FaceStackProps extends StackProps {
  readonly deployment: Deployment;
}

/**
 * What outsiders know the platform by: the address of the API and of the pages, the sender of letters, the sign-in. Links
 * in letters and stored reports lead here, also after the service was deleted and deployed again.
 */
export class FaceStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, ...props }: FaceStackProps) {
    super(scope, id, props);
    const published = new Published(this, deployment);
    const api = new Gateway(this, 'Api', deployment);
    const consoleUrl = `${api.url}/console`;
    new MailIdentity(this, 'Mail', deployment);
    const signIn = new SignIn(this, 'SignIn', { deployment, published, consoleUrl });
    new Publication(this, 'Published', {
      deployment,
      values: {
        'api-id': api.id,
        'api-url': api.url,
        'console-url': consoleUrl,
        'user-pool-client-id': signIn.clientId,
        'console-client-id': signIn.consoleClientId,
        'sign-in-url': signIn.url,
      },
    });

    new CfnOutput(this, 'ApiId', { value: api.id });
    new CfnOutput(this, 'ApiUrl', { value: api.url });
    new CfnOutput(this, 'ConsoleUrl', { value: consoleUrl });
    new CfnOutput(this, 'SignInUrl', { value: signIn.url });
    new CfnOutput(this, 'UserPoolClientId', { value: signIn.clientId });
    new CfnOutput(this, 'ConsoleClientId', { value: signIn.consoleClientId });
    if (api.domainTarget !== undefined) new CfnOutput(this, 'DomainTarget', { value: api.domainTarget });
  }
}
