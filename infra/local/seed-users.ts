import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { TableOfficeStore } from '../../functions/offices/offices.store.ts';
import { office } from '../../functions/offices/offices.ts';
import type { Role } from '../../functions/people/actors.ts';
import { TablePeopleStore } from '../../functions/people/people.store.ts';
import { CognitoUserPool } from '../../functions/people/user-pool.client.ts';
import { Table } from '../../functions/platform/table.ts';
import { mapConcurrently } from '../../functions/platform/values/concurrency.ts';
import type { StackOutputs } from './deploy.ts';
import { ACCOUNT, REGION, SECRET } from './engine.ts';
import { PlatformNotReadyError } from './errors.ts';
import type { ExampleOffice } from './example-files.ts';
import { writeAccount } from './write-account.ts';

/** A user who can sign in. */
export interface SeedUser {
  readonly email: string;
  readonly password: string;
  /** The first office held. */
  readonly office: string;
  readonly groups: readonly [Role];
}

/** A user with everything that the account holds. */
interface SeedAccount extends SeedUser {
  readonly name: string;
  readonly offices: readonly string[];
}

/**
 * The password of every local user. Fixed and public on purpose: the platform listens on this machine only and holds
 * nothing but examples, and commands of documents can be copied and pasted.
 */
export const LOCAL_PASSWORD = 'Tuntas-lokal-2026';

/** The office of the administrators. */
export const HEAD_OFFICE = 'bpjs-pusat';

/** An acting head holds two offices: the one named first, and one without a head. */
const ACTING_HEAD = { offices: ['73.73-dinkes', '73.73-dukcapil'], email: 'plt.dinkes.7373@example.org' } as const;

/**
 * An admin and an auditor of the head office, an official for each office, and an acting head of two offices. Each has a
 * personal address, because an account is one person, while several people read the mail of an office.
 */
export function seedAccountsOf(offices: readonly ExampleOffice[]): SeedAccount[] {
  const account = (email: string, name: string, role: Role, held: readonly [string, ...string[]]): SeedAccount => ({
    email,
    name,
    password: LOCAL_PASSWORD,
    office: held[0],
    offices: held,
    groups: [role],
  });
  return [
    account('admin@example.org', 'Administrator Tuntas', 'admin', [HEAD_OFFICE]),
    account('auditor@example.org', 'Auditor BPJS Kesehatan', 'auditor', [HEAD_OFFICE]),
    ...offices.map(({ email, name, officeId }) =>
      account(`petugas.${email}`, `Petugas ${name}`, 'official', [officeId]),
    ),
    account(ACTING_HEAD.email, 'Plt. Kepala Dinas Kesehatan Kota Palopo', 'official', ACTING_HEAD.offices),
  ];
}

/** The users in the form of `.tuntas/outputs.json`. */
export function seedUsersOf(offices: readonly ExampleOffice[]): SeedUser[] {
  return seedAccountsOf(offices).map(({ email, password, office, groups }) => ({ email, password, office, groups }));
}

/** The users of a local platform, in its user pool. */
export class SeedUsers {
  readonly #client: CognitoIdentityProviderClient;
  readonly #userPool: CognitoUserPool;
  readonly #offices: TableOfficeStore;
  readonly #people: TablePeopleStore;
  readonly #outputs: StackOutputs;

  constructor(url: string, outputs: StackOutputs) {
    const credentials = { accessKeyId: ACCOUNT, secretAccessKey: SECRET };
    const client = { endpoint: url, region: REGION, credentials };
    this.#client = new CognitoIdentityProviderClient(client);
    this.#userPool = new CognitoUserPool(this.#client, outputs.UserPoolId, LOCAL_PASSWORD);
    const table = new Table(new DynamoDBClient(client), outputs.TableName);
    this.#offices = new TableOfficeStore(table, () => Date.now());
    this.#people = new TablePeopleStore(table);
    this.#outputs = outputs;
  }

  /**
   * Creates accounts with permanent passwords, without sending invitations, and the head office: without it, its
   * administrator could not enter any other.
   */
  async create(accounts: readonly SeedAccount[], headOffice: unknown): Promise<void> {
    await this.#offices.create(office.parse(headOffice));
    await mapConcurrently(accounts, (account) => this.#create(account));
  }

  /** Signs in with the password and returns the ID token for the API. */
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

  async #create({ email, name, offices, groups: [role] }: SeedAccount): Promise<void> {
    const userId = await this.#userPool.admit(email);
    const terms = offices.map((officeId) => ({ officeId }));
    await writeAccount(this.#people, { userId, email, name, role, offices: terms });
  }
}
