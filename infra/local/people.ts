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

/** Somebody who can sign in. */
export interface Person {
  readonly email: string;
  readonly password: string;
  readonly office: string;
  readonly groups: readonly Role[];
}

/**
 * The password of everybody on a local platform. Fixed and public on purpose: the platform listens on this machine
 * only, holds nothing but examples, and a script or a README can be copied and pasted.
 */
export const LOCAL_PASSWORD = 'Tuntas-lokal-2026';

/** An admin and an auditor, who belong to the head office, and an official for each office with the office's address. */
export function peopleOf(offices: readonly ExampleOffice[]): Person[] {
  const person = (email: string, office: string, group: Role) => ({
    email,
    password: LOCAL_PASSWORD,
    office,
    groups: [group],
  });
  return [
    person('admin@example.org', 'bpjs-pusat', 'admin'),
    person('auditor@example.org', 'bpjs-pusat', 'auditor'),
    ...offices.map(({ email, officeId }) => person(email, officeId, 'official')),
  ];
}

/** The user pool of a local platform. */
export class People {
  readonly #client: CognitoIdentityProviderClient;
  readonly #outputs: StackOutputs;

  constructor(url: string, outputs: StackOutputs) {
    const credentials = { accessKeyId: ACCOUNT, secretAccessKey: SECRET };
    this.#client = new CognitoIdentityProviderClient({ endpoint: url, region: REGION, credentials });
    this.#outputs = outputs;
  }

  /** Makes them known, with passwords that need not be changed, and without writing to them. */
  async create(people: readonly Person[]): Promise<void> {
    await mapConcurrently(people, (person) => this.#create(person));
  }

  /** Signs in with the password, as the README does, and returns the ID token that the API wants. */
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

  async #create({ email, password, office, groups }: Person): Promise<void> {
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
      // On an engine that was there before, the people may be too.
      if (!(error instanceof UsernameExistsException)) throw error;
    }
    await this.#client.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
    for (const GroupName of groups) await this.#client.send(new AdminAddUserToGroupCommand({ ...user, GroupName }));
  }
}
