import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  InvalidParameterException,
  NotAuthorizedException,
} from '@aws-sdk/client-cognito-identity-provider';
import { SSMClient } from '@aws-sdk/client-ssm';
import { CognitoSignIn } from '../../functions/people/hosted-sign-in.client.ts';
import { NotReachedError } from '../../functions/platform/values/errors.ts';
import { LOOPBACK_URL } from '../loopback.ts';
import { type AwsOptions, awsOf } from './aws-of-deployment.ts';
import { CommandRefusedError, runCommandOf } from './command-refused.ts';
import { commandLineOf } from './deployment-argument.ts';
import { LoopbackListener } from './loopback-listener.ts';
import { PublishedValues } from './published-values.ts';

// npm run sign-in -- <deployment>: signs a person in for a program, and prints the ID token. Nothing else goes to
// stdout: TOKEN=$(npm run --silent sign-in -- dev). With --email and --password (only where passwords are), no browser.

await runCommandOf(async (args) => {
  const { deployment, rest } = commandLineOf(args);
  const { email, password } = optionsIn(rest);
  const aws = awsOf(deployment);
  const published = new PublishedValues(new SSMClient(aws), deployment);
  const clientId = await published.of('user-pool-client-id');
  const token =
    email === undefined || password === undefined
      ? await tokenByBrowser(aws, published, clientId)
      : await tokenByPassword(aws, clientId, email, password);
  process.stdout.write(`${token}\n`);
});

function optionsIn(args: readonly string[]): { readonly email?: string; readonly password?: string } {
  try {
    const options = { email: { type: 'string' }, password: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    if ((values.email === undefined) === (values.password === undefined)) return values;
  } catch {
    // Told below.
  }
  throw new CommandRefusedError('Write the deployment, and then nothing, or --email <address> --password <password>.');
}

/** Signs in on the hosted page, which returns to this machine. */
async function tokenByBrowser(aws: AwsOptions, published: PublishedValues, clientId: string): Promise<string> {
  const signIn = new CognitoSignIn({
    region: aws.region,
    userPoolId: await published.of('user-pool-id'),
    clientId,
    // The local engine serves the page itself.
    signInUrl: aws.endpoint ?? (await published.of('sign-in-url')),
    callbackUrl: LOOPBACK_URL,
    signedOutUrl: LOOPBACK_URL,
    endpoint: aws.endpoint,
  });
  const listener = await LoopbackListener.at(LOOPBACK_URL);
  try {
    const { address, ...pending } = await signIn.begin();
    process.stderr.write(`Sign in here, in a browser on this machine:\n${address}\n`);
    openInBrowser(address);
    const tokens = await signIn.complete(await listener.answer(), pending);
    if (tokens !== undefined) return tokens.idToken;
    throw new CommandRefusedError('The sign-in was refused: run this again.');
  } catch (error) {
    if (error instanceof NotReachedError)
      throw new CommandRefusedError('The user pool does not answer: run this again.');
    throw error;
  } finally {
    listener.close();
  }
}

async function tokenByPassword(aws: AwsOptions, ClientId: string, USERNAME: string, PASSWORD: string): Promise<string> {
  try {
    const { AuthenticationResult } = await new CognitoIdentityProviderClient(aws).send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME, PASSWORD },
      }),
    );
    if (AuthenticationResult?.IdToken !== undefined) return AuthenticationResult.IdToken;
  } catch (error) {
    if (error instanceof InvalidParameterException)
      throw new CommandRefusedError('Nobody has a password here: leave --email and --password out.');
    if (!(error instanceof NotAuthorizedException)) throw error;
  }
  throw new CommandRefusedError(`${USERNAME} cannot sign in with this password.`);
}

/** Opens the address as a courtesy; it is printed as well. */
function openInBrowser(address: string): void {
  const program = process.platform === 'darwin' ? 'open' : 'xdg-open';
  spawn(program, [address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
