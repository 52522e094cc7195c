import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  type AttributeType,
  type CognitoIdentityProviderClient,
  InvalidParameterException,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { InputRefusedError } from '../platform/values/errors.ts';

/** Who may sign in at all: addresses. Everything else of an account is in our table. */
export interface UserPool {
  /**
   * Lets an address sign in, without a mail of the pool; idempotent. A user that exists is enabled again.
   * @returns the user's id
   * @throws InputRefusedError the pool does not take the address
   */
  admit(email: string): Promise<string>;
  /** Ends signing in and all tokens of the address; idempotent. */
  disable(email: string): Promise<void>;
}

export class CognitoUserPool implements UserPool {
  readonly #client: CognitoIdentityProviderClient;
  readonly #poolId: string;
  readonly #password: string | undefined;

  /** @param password the password of every user, in a deployment of nothing but examples; otherwise nobody has one */
  constructor(client: CognitoIdentityProviderClient, poolId: string, password?: string) {
    this.#client = client;
    this.#poolId = poolId;
    this.#password = password;
  }

  async admit(email: string): Promise<string> {
    const user = this.#named(email);
    const userId = (await this.#create(email)) ?? (await this.#enable(email));
    if (this.#password !== undefined) {
      const command = new AdminSetUserPasswordCommand({ ...user, Password: this.#password, Permanent: true });
      await this.#client.send(command);
    }
    return userId;
  }

  async disable(email: string): Promise<void> {
    try {
      await this.#client.send(new AdminDisableUserCommand(this.#named(email)));
    } catch (error) {
      if (!(error instanceof UserNotFoundException)) throw error;
    }
  }

  /** Creates a user, who cannot do anything yet but ask for a code. @returns undefined if there is one */
  async #create(email: string): Promise<string | undefined> {
    try {
      const command = new AdminCreateUserCommand({
        ...this.#named(email),
        // Our own letter invites, in Bahasa Indonesia.
        MessageAction: 'SUPPRESS',
        UserAttributes: [
          { Name: 'email', Value: email },
          // The administrator vouches for it, and the code proves it.
          { Name: 'email_verified', Value: 'true' },
        ],
      });
      return subOf((await this.#client.send(command)).User?.Attributes);
    } catch (error) {
      if (error instanceof UsernameExistsException) return undefined;
      if (error instanceof InvalidParameterException) {
        throw new InputRefusedError([{ path: 'email', message: 'bukan alamat surel yang diterima' }]);
      }
      throw error;
    }
  }

  async #enable(email: string): Promise<string> {
    const { Enabled, UserAttributes } = await this.#client.send(new AdminGetUserCommand(this.#named(email)));
    if (Enabled !== true) await this.#client.send(new AdminEnableUserCommand(this.#named(email)));
    return subOf(UserAttributes);
  }

  #named(email: string) {
    return { UserPoolId: this.#poolId, Username: email };
  }
}

function subOf(attributes: readonly AttributeType[] = []): string {
  const sub = attributes.find(({ Name }) => Name === 'sub')?.Value;
  if (sub === undefined) throw new Error('Cognito answered a user without a sub');
  return sub;
}
