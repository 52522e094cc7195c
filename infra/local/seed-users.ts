import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Role } from '../../functions/people/actors.ts';
import { mapConcurrently } from '../../functions/platform/values/concurrency.ts';
import type { StackOutputs } from './deploy.ts';
import { ACCOUNT, REGION, SECRET } from './engine.ts';
import { PlatformNotReadyError } from './errors.ts';
import type { ExampleOffice } from './example-files.ts';

/** A user who can sign in. */
export interface SeedUser {
  readonly email: string;
  readonly password: string;
  readonly office: string;
  readonly groups: readonly Role[];
}

/**
 * The password of every local user. Fixed and public on purpose: the platform listens on this machine only and holds
 * nothing but examples, and commands of the README can be copied and pasted.
 */
export const LOCAL_PASSWORD = 'Tuntas-lokal-2026';

/** An admin and an auditor of the head office, and an official for each office with the office's address. */
export function seedUsersOf(offices: readonly ExampleOffice[]): SeedUser[] {
  const user = (email: string, office: string, group: Role) => ({
    email,
    password: LOCAL_PASSWORD,
    office,
    groups: [group],
  });
  return [
    user('admin@example.org', 'bpjs-pusat', 'admin'),
    user('auditor@example.org', 'bpjs-pusat', 'auditor'),
    ...offices.map(({ email, officeId }) => user(email, officeId, 'official')),
  ];
}

/** The users of a local platform, in its user pool. */
export class SeedUsers {
  readonly #client: CognitoIdentityProviderClient;
  readonly #outputs: StackOutputs;

  constructor(url: string, outputs: StackOutputs) {
    const credentials = { accessKeyId: ACCOUNT, secretAccessKey: SECRET };
    this.#client = new CognitoIdentityProviderClient({ endpoint: url, region: REGION, credentials });
    this.#outputs = outputs;
  }

  /** Creates users with permanent passwords, without sending invitations. */
  async create(users: readonly SeedUser[]): Promise<void> {
    await mapConcurrently(users, (user) => this.#create(user));
  }

  /** Signs in with the password, as the README does, and returns the ID token for the API. */
  async signIn(email: string, password: string): Promise<string> {
    const answer = await this.#client.send(
      new InitiateAuthCommand({
        ClientId: this.#outputs.UserPoolClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD: password },
      }),
    );
    const token = answer.AuthenticationResult?.IdToken;
    if (!token) throw new PlatformNotReadyError(`${email} could not sign in: ${answer.ChallengeName ?? 'no token'}.`);
    return token;
  }

  async #create({ email, password, office, groups }: SeedUser): Promise<void> {
    const user = { UserPoolId: this.#outputs.UserPoolId, Username: email };
    const attributes = { email, email_verified: 'true', 'custom:office': office };
    try {
      await this.#client.send(
        new AdminCreateUserCommand({
          ...user,
          MessageAction: 'SUPPRESS',
          UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
        }),
      );
    } catch (error) {
      // An engine that was already running may have the users already.
      if (!(error instanceof UsernameExistsException)) throw error;
    }
    await this.#client.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
    for (const GroupName of groups) await this.#client.send(new AdminAddUserToGroupCommand({ ...user, GroupName }));
  }
}
