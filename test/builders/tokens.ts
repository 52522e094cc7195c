import { UpdateUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';
import { cognito } from '../engine/aws.ts';
import { platform } from '../engine/under-test.ts';

/** The token with changed claims and the original signature. */
export function forged(token: string, claims: object): string {
  const [header, body, signature] = token.split('.');
  const changed = { ...JSON.parse(Buffer.from(body ?? '', 'base64url').toString()), ...claims };
  return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
}

/** Signs in while ID tokens are issued for one second only. */
export async function whileShortLived<Done>(
  signIn: () => Promise<Done>,
  ClientId = platform().userPoolClientId,
): Promise<Done> {
  const client = { UserPoolId: platform().userPoolId, ClientId };
  const validFor = (IdTokenValidity: number, IdToken: 'seconds' | 'hours') =>
    cognito.send(new UpdateUserPoolClientCommand({ ...client, IdTokenValidity, TokenValidityUnits: { IdToken } }));
  await validFor(1, 'seconds');
  return await signIn().finally(() => validFor(1, 'hours'));
}
