import {
  CognitoIdentityProviderClient,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeEach, describe, expect, it } from 'vitest';
import { CognitoUserPool } from '../../../functions/people/user-pool.client.ts';

const EMAIL = 'ani@example.org';
const ATTRIBUTES = [{ Name: 'sub', Value: 'sub-of-ani' }];

let users: Map<string, { isEnabled: boolean }>;
let calls: string[];
beforeEach(() => {
  users = new Map();
  calls = [];
});

/** Cognito's answers, as its API documents them. */
const answers: Readonly<Record<string, () => object>> = {
  AdminCreateUserCommand: () => {
    if (users.has(EMAIL)) throw new UsernameExistsException({ message: 'exists', $metadata: {} });
    users.set(EMAIL, { isEnabled: true });
    return { User: { Attributes: ATTRIBUTES } };
  },
  AdminGetUserCommand: () => ({ Enabled: users.get(EMAIL)?.isEnabled, UserAttributes: ATTRIBUTES }),
  AdminEnableUserCommand: () => {
    users.set(EMAIL, { isEnabled: true });
    return {};
  },
  AdminDisableUserCommand: () => {
    if (!users.has(EMAIL)) throw new UserNotFoundException({ message: 'unknown', $metadata: {} });
    users.set(EMAIL, { isEnabled: false });
    return {};
  },
  AdminSetUserPasswordCommand: () => ({}),
};

function pool(password?: string): CognitoUserPool {
  const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
  const client = new CognitoIdentityProviderClient({ region: 'xx-nowhere-1', credentials });
  client.middlewareStack.add(
    (_next, { commandName = '' }) =>
      async () => {
        calls.push(commandName);
        return { response: {}, output: { $metadata: {}, ...answers[commandName]?.() } };
      },
    { step: 'initialize', name: 'answer', override: true, priority: 'low' },
  );
  return new CognitoUserPool(client, 'pool', password);
}

describe('the user pool', () => {
  it('lets a new address sign in', async () => {
    expect(await pool().admit(EMAIL)).toBe('sub-of-ani');
    expect(users.get(EMAIL)).toEqual({ isEnabled: true });
  });

  it('lets an address sign in again whose access had ended, as the same user', async () => {
    users.set(EMAIL, { isEnabled: false });
    expect(await pool().admit(EMAIL)).toBe('sub-of-ani');
    expect(users.get(EMAIL)).toEqual({ isEnabled: true });
  });

  it('disables an address, known or not', async () => {
    await pool().disable(EMAIL);
    users.set(EMAIL, { isEnabled: true });
    await pool().disable(EMAIL);
    expect(users.get(EMAIL)).toEqual({ isEnabled: false });
  });

  it.each([
    [undefined, false],
    ['Contoh-2026', true],
  ])('sets the password of the deployment: %s', async (password, isSet) => {
    await pool(password).admit(EMAIL);
    expect(calls.includes('AdminSetUserPasswordCommand')).toBe(isSet);
  });
});
