import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  type AttributeType,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Actor, Role } from '../../functions/people/actors.ts';
import { TablePeopleStore } from '../../functions/people/people.store.ts';
import { Table } from '../../functions/platform/table.ts';
import { mapConcurrently } from '../../functions/platform/values/concurrency.ts';
import { LOCAL_PASSWORD } from '../../infra/local/seed-users.ts';
import { writeAccount } from '../../infra/local/write-account.ts';
import { accountOf } from '../builders/palopo.ts';
import { cognito, dynamodb } from './aws.ts';
import { platform, stacks } from './under-test.ts';

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

/** Creates a user with the local password, and an account with that office and role if an office is named. */
export async function createUser(
  user: { readonly email: string; readonly office?: string; readonly role?: Role },
  pool = platform().userPoolId,
): Promise<void> {
  const named = { UserPoolId: pool, Username: user.email };
  const attributes: AttributeType[] = [
    { Name: 'email', Value: user.email },
    { Name: 'email_verified', Value: 'true' },
  ];
  await cognito.send(new AdminCreateUserCommand({ ...named, MessageAction: 'SUPPRESS', UserAttributes: attributes }));
  await cognito.send(new AdminSetUserPasswordCommand({ ...named, Password: LOCAL_PASSWORD, Permanent: true }));
  if (user.office !== undefined) await appoint(user.email, user.office, user.role);
}

/** Gives a user an account with that office, whatever it held before. */
export async function appoint(email: string, office: string, role: Role = 'official'): Promise<void> {
  const { UserAttributes = [] } = await cognito.send(
    new AdminGetUserCommand({ UserPoolId: platform().userPoolId, Username: email }),
  );
  const userId = UserAttributes.find(({ Name }) => Name === 'sub')?.Value ?? '';
  const people = new TablePeopleStore(new Table(dynamodb, stacks().TableName));
  await writeAccount(people, { userId, email, name: `Petugas ${office}`, role, offices: [{ officeId: office }] });
}

/** Gives actors of a function in this process their accounts: they have no user, because nobody checks their tokens. */
export async function openAccounts(...actors: readonly Actor[]): Promise<void> {
  const people = new TablePeopleStore(new Table(dynamodb, stacks().TableName));
  await mapConcurrently(actors, (actor) => writeAccount(people, accountOf(actor)));
}
