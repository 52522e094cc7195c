import {
  AdminDisableUserCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../functions/people/actors.ts';
import { LOCAL_PASSWORD } from '../../infra/local/seed-users.ts';
import { forged, whileShortLived } from '../builders/tokens.ts';
import { as, refusal, withToken } from '../engine/api.ts';
import { cognito } from '../engine/aws.ts';
import { platform } from '../engine/under-test.ts';
import { until } from '../engine/until.ts';
import { createUser, signIn } from '../engine/users.ts';
import { commitmentShape, meShape } from '../oracles/shapes.ts';

const OFFICIAL = 'petugas.dinkes.7373@example.org';

/** A token of a user of its own, with some attributes. */
async function tokenOf(user: { readonly office?: string; readonly role?: Role }): Promise<string> {
  const email = `${crypto.randomUUID()}@example.org`;
  await createUser({ email, ...user });
  return (await signIn(email)).idToken;
}

/** A client for passwords at a pool. */
async function clientAt(pool: string): Promise<string> {
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId: pool,
      ClientName: 'foreign',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  );
  return UserPoolClient?.ClientId ?? '';
}

describe('a signed-in user', () => {
  it.each([
    ['73.73-dinkes', ['official'], '73.73-dinkes', ['73.73']],
    ['bpjs-cabang-palopo', ['official'], 'bpjs-cabang-palopo', ['73.73', '73.17', '73.22', '73.24']],
    ['bpjs-kedeputian-ix', ['official'], 'bpjs-kedeputian-ix', ['73', '74', '76', '81']],
    ['auditor', ['auditor'], 'bpjs-pusat', ['*']],
    ['admin', ['admin'], 'bpjs-pusat', ['*']],
  ])('%s is told who it is, for which office, and what that serves', async (who, groups, office, serves) => {
    expect(await as(who).get('/me', meShape)).toMatchObject({ groups, office, serves });
  });

  it('sees the regions of the office as an official, and the nation as admin or auditor', async () => {
    const nation = new Set(['62.02', '64.02', '72.71', '73.73', '75.71']);
    // Of the examples' regions: other tests raise commitments elsewhere.
    const regionsSeenBy = async (who: string) => {
      const seen = await as(who).all('/commitments', commitmentShape);
      return new Set(seen.map(({ region }) => region).filter((region) => nation.has(region)));
    };
    expect(await regionsSeenBy('73.73-dukcapil')).toEqual(new Set(['73.73']));
    expect(await regionsSeenBy('bpjs-cabang-palopo')).toEqual(new Set(['73.73']));
    expect(await regionsSeenBy('bpjs-kedeputian-viii')).toEqual(new Set(['62.02', '64.02']));
    expect(await regionsSeenBy('admin')).toEqual(nation);
    expect(await regionsSeenBy('auditor')).toEqual(nation);
  });
});

describe('the API answers 401', () => {
  it.each([
    ['no token', async () => undefined],
    ['no JWT', async () => 'abc'],
    ['an unsigned token', async () => forged((await signIn(OFFICIAL)).idToken, {}).replace(/[^.]+$/, '')],
    [
      'another algorithm',
      async () => {
        const [, body] = (await signIn(OFFICIAL)).idToken.split('.');
        return `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${body}.`;
      },
    ],
    ['a forged user', async () => forged((await signIn(OFFICIAL)).idToken, { sub: crypto.randomUUID() })],
    ['a forged expiry', async () => forged((await signIn(OFFICIAL)).idToken, { exp: 4_102_444_800 })],
    ['an access token', async () => (await signIn(OFFICIAL)).accessToken],
    [
      'another client of the same pool',
      async () => (await signIn(OFFICIAL, LOCAL_PASSWORD, await clientAt(platform().userPoolId))).idToken,
    ],
    [
      'another pool',
      async () => {
        const { UserPool } = await cognito.send(
          new CreateUserPoolCommand({ PoolName: 'foreign', UsernameAttributes: ['email'] }),
        );
        const pool = UserPool?.Id ?? '';
        await createUser({ email: OFFICIAL }, pool);
        return (await signIn(OFFICIAL, LOCAL_PASSWORD, await clientAt(pool))).idToken;
      },
    ],
  ])('for %s', async (_, token) => {
    const api = withToken(await token());
    for (const path of ['/me', '/commitments', '/regions']) {
      expect((await api.send('GET', path)).status).toBe(401);
    }
  });

  it('for a token that has expired', async () => {
    const { idToken } = await whileShortLived(() => signIn(OFFICIAL));
    const status = async () => (await withToken(idToken).send('GET', '/me')).status;
    await until(status, 401);
    expect(await withToken((await signIn(OFFICIAL)).idToken).get('/me', meShape)).toMatchObject({
      groups: ['official'],
    });
  });

  it('for an access token, with a problem of its own because the gateway accepts the token', async () => {
    const api = withToken((await signIn(OFFICIAL)).accessToken);
    refusal(await api.send('GET', '/me'), 401, 'unauthorized');
  });
});

describe('the API answers 403', () => {
  it.each([
    ['without an account', {}],
    ['whose office is not known', { office: '73.73-tidak-ada' }],
    ['an auditor whose office is not known', { office: '73.73-tidak-ada', role: 'auditor' as const }],
  ])('for somebody %s', async (_, user) => {
    refusal(await withToken(await tokenOf(user)).send('GET', '/me'), 403, 'forbidden');
  });
});

describe('the user pool', () => {
  it('refuses a wrong password and a disabled user with the same answer', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    await createUser({ email, office: '73.73-dinkes', role: 'official' });
    await expect(signIn(email, 'Bukan-sandi-2026')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(signIn('tidak-ada@example.org')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const named = { UserPoolId: platform().userPoolId, Username: email };
    await cognito.send(new AdminDisableUserCommand(named));
    await expect(signIn(email)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });
});
