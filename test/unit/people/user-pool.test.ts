import {
  CognitoIdentityProviderClient,
  InvalidParameterException,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { CognitoUserPool } from '../../../functions/people/user-pool.client.ts';
import { refusedAt } from '../../oracles/refusals.ts';

const EMAIL = 'ani@example.org';
const USER = { UserPoolId: 'pool', Username: EMAIL };
const ATTRIBUTES = [{ Name: 'sub', Value: 'sub-1' }];

/** A pool that gives these answers by action, an error to throw among them; it records what it was asked. */
function poolAnswering(answers: Readonly<Record<string, object>>, password?: string) {
  const asked: [action: string, input: object][] = [];
  const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
  const client = new CognitoIdentityProviderClient({ region: 'xx-nowhere-1', credentials });
  client.middlewareStack.add(
    (_next, { commandName = '' }) =>
      async ({ input }) => {
        const action = commandName.replace(/Command$/, '');
        asked.push([action, input]);
        const answer = answers[action] ?? {};
        if (answer instanceof Error) throw answer;
        return { response: {}, output: { $metadata: {}, ...answer } };
      },
    { step: 'initialize', name: 'answer', override: true, priority: 'low' },
  );
  return { asked, pool: new CognitoUserPool(client, 'pool', password) };
}

const known = { message: '', $metadata: {} };
const exists = new UsernameExistsException(known);

describe('admitting an address', () => {
  it('creates a user with a verified address, without a password and without a mail of the pool', async () => {
    const { pool, asked } = poolAnswering({ AdminCreateUser: { User: { Attributes: ATTRIBUTES } } });
    expect(await pool.admit(EMAIL)).toBe('sub-1');
    expect(asked).toEqual([
      [
        'AdminCreateUser',
        {
          ...USER,
          MessageAction: 'SUPPRESS',
          UserAttributes: [
            { Name: 'email', Value: EMAIL },
            { Name: 'email_verified', Value: 'true' },
          ],
        },
      ],
    ]);
  });

  it('takes the user that exists, and enables it only if it is not', async () => {
    for (const [Enabled, actions] of [
      [true, ['AdminCreateUser', 'AdminGetUser']],
      [false, ['AdminCreateUser', 'AdminGetUser', 'AdminEnableUser']],
    ] as const) {
      const { pool, asked } = poolAnswering({
        AdminCreateUser: exists,
        AdminGetUser: { Enabled, UserAttributes: ATTRIBUTES },
      });
      expect(await pool.admit(EMAIL)).toBe('sub-1');
      expect(asked.map(([action]) => action)).toEqual(actions);
    }
  });

  it('sets the password of a deployment that has one', async () => {
    const { pool, asked } = poolAnswering({ AdminCreateUser: { User: { Attributes: ATTRIBUTES } } }, 'Sandi-contoh-1');
    await pool.admit(EMAIL);
    expect(asked.at(-1)).toEqual(['AdminSetUserPassword', { ...USER, Password: 'Sandi-contoh-1', Permanent: true }]);
  });

  it('is refused at the address that the pool does not take', async () => {
    const { pool } = poolAnswering({ AdminCreateUser: new InvalidParameterException(known) });
    await expect(pool.admit(EMAIL)).rejects.toEqual(refusedAt('email'));
  });
});

describe('disabling an address', () => {
  it('disables the user', async () => {
    const { pool, asked } = poolAnswering({});
    await pool.disable(EMAIL);
    expect(asked).toEqual([['AdminDisableUser', USER]]);
  });

  it('is done where there is no such user', async () => {
    const { pool } = poolAnswering({ AdminDisableUser: new UserNotFoundException(known) });
    await expect(pool.disable(EMAIL)).resolves.toBeUndefined();
  });
});
