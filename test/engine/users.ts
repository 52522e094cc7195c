import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  type AttributeType,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { LOCAL_PASSWORD } from '../../infra/local/seed-users.ts';
import { cognito } from './aws.ts';
import { platform } from './under-test.ts';

export interface Tokens {
  readonly idToken: string;
  readonly accessToken: string;
}

/** Signs in with a password, without the hosted page; by default at the client of the API. */
export async function signIn(
  email: string,
  password = LOCAL_PASSWORD,
  clientId = platform().userPoolClientId,
): Promise<Tokens> {
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  const { IdToken: idToken, AccessToken: accessToken } = AuthenticationResult ?? {};
  if (idToken === undefined || accessToken === undefined) throw new Error(`${email} could not sign in`);
  return { idToken, accessToken };
}

/** Creates a user with the local password. */
export async function createUser(
  user: { readonly email: string; readonly office?: string; readonly groups?: readonly string[] },
  pool = platform().userPoolId,
): Promise<void> {
  const named = { UserPoolId: pool, Username: user.email };
  const attributes: AttributeType[] = [
    { Name: 'email', Value: user.email },
    { Name: 'email_verified', Value: 'true' },
  ];
  if (user.office !== undefined) attributes.push({ Name: 'custom:office', Value: user.office });
  await cognito.send(new AdminCreateUserCommand({ ...named, MessageAction: 'SUPPRESS', UserAttributes: attributes }));
  await cognito.send(new AdminSetUserPasswordCommand({ ...named, Password: LOCAL_PASSWORD, Permanent: true }));
  for (const GroupName of user.groups ?? [])
    await cognito.send(new AdminAddUserToGroupCommand({ ...named, GroupName }));
}

/** Changes the office of a user. */
export async function moveUser(email: string, office: string): Promise<void> {
  await cognito.send(
    new AdminUpdateUserAttributesCommand({
      UserPoolId: platform().userPoolId,
      Username: email,
      UserAttributes: [{ Name: 'custom:office', Value: office }],
    }),
  );
}
