import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CognitoSignIn } from '../../../functions/people/hosted-sign-in.client.ts';

const POOL = 'ap-southeast-3_pool';
const ISSUER = `https://cognito-idp.ap-southeast-3.amazonaws.com/${POOL}`;
const KEYS_PATH = `/${POOL}/.well-known/jwks.json`;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const JWKS = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'ours', alg: 'RS256', use: 'sig' }] };

/** The user pool's responses by path. Without one, the connection breaks. */
let answers: Record<string, readonly [status: number, body: unknown]> = {};
let redeemed: URLSearchParams[] = [];
/** Calls of the API: the action, and its input. */
let called: unknown[] = [];
let keysFetched = 0;

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (request.url === KEYS_PATH) keysFetched += 1;
  if (request.url === '/') called.push([request.headers['x-amz-target'], JSON.parse(body)]);
  else if (request.method === 'POST') redeemed.push(new URLSearchParams(body));
  const answer = answers[request.url ?? ''];
  if (answer === undefined) response.destroy();
  else response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]));
});
let endpoint = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  answers = { [KEYS_PATH]: [200, JWKS] };
  redeemed = [];
  called = [];
  keysFetched = 0;
});

// A new client per test: it caches keys.
const signIn = () =>
  new CognitoSignIn({
    region: 'ap-southeast-3',
    userPoolId: POOL,
    clientId: 'console',
    signInUrl: endpoint,
    callbackUrl: 'https://tuntas.example.org/console/sign-in',
    signedOutUrl: 'https://tuntas.example.org/console/signed-out',
    endpoint,
  });

interface TokenOptions {
  readonly key?: KeyObject;
  readonly alg?: string;
  readonly kid?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
}

const token = ({ key = privateKey, alg = 'RS256', kid = 'ours', claims = {} }: TokenOptions = {}) => {
  const now = Math.floor(Date.now() / 1_000);
  const payload = {
    sub: 'user-1',
    token_use: 'id',
    iss: ISSUER,
    aud: 'console',
    iat: now,
    exp: now + 3_600,
    ...claims,
  };
  const parts = [{ alg, kid }, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signature = sign('RSA-SHA256', Buffer.from(parts.join('.')), key).toString('base64url');
  return [...parts, signature].join('.');
};

describe('an ID token', () => {
  it('is verified if it is of the pool, for the console and valid', async () => {
    expect(await signIn().claimsOf(token())).toMatchObject({ sub: 'user-1', token_use: 'id' });
  });

  it.each<[string, TokenOptions]>([
    ['has a signature by another key', { key: other.privateKey }],
    ['has an unknown key id', { kid: 'theirs' }],
    ['names another algorithm than that of its key', { alg: 'RS512' }],
    ['is of another pool', { claims: { iss: `${ISSUER}x` } }],
    ['is for another client', { claims: { aud: 'api' } }],
    ['is an access token', { claims: { token_use: 'access', client_id: 'console' } }],
    ['has expired', { claims: { exp: 1 } }],
    ['never expires', { claims: { exp: undefined } }],
  ])('is refused if it %s', async (_, options) => {
    expect(await signIn().claimsOf(token(options))).toBeUndefined();
  });

  it('is verified for another client if that client is given', async () => {
    expect(await signIn().claimsOf(token({ claims: { aud: 'api' } }), 'api')).toMatchObject({ sub: 'user-1' });
  });

  it('causes one fetch of keys, and one more for unknown key ids', async () => {
    const one = signIn();
    expect(keysFetched).toBe(0);
    await Promise.all([one.claimsOf(token()), one.claimsOf(token())]);
    await one.claimsOf(token());
    expect(keysFetched).toBe(1);
    for (const kid of ['forged-1', 'forged-2', 'forged-3']) expect(await one.claimsOf(token({ kid }))).toBeUndefined();
    expect(keysFetched).toBe(2);
    expect(await one.claimsOf(token())).toMatchObject({ sub: 'user-1' });
  });

  it.each(['', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'])('is refused if it is %s', async (text) => {
    expect(await signIn().claimsOf(text)).toBeUndefined();
  });

  it.each<[string, (typeof answers)[string] | undefined]>([
    ['cannot be fetched', undefined],
    ['are answered with 500', [500, {}]],
    ['are malformed', [200, 'keys']],
  ])('fails as NotReachedError if the keys %s', async (_, keys) => {
    answers = keys === undefined ? {} : { [KEYS_PATH]: keys };
    await expect(signIn().claimsOf(token())).rejects.toMatchObject({ name: 'NotReachedError' });
  });
});

describe('beginning a sign-in', () => {
  it('asks for a code with PKCE, in Bahasa Indonesia', async () => {
    const { address, state, verifier } = await signIn().begin();
    const { origin, pathname, searchParams } = new URL(address);
    expect([origin, pathname]).toEqual([endpoint, '/oauth2/authorize']);
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: 'code',
      client_id: 'console',
      redirect_uri: 'https://tuntas.example.org/console/sign-in',
      scope: 'openid',
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      lang: 'id',
    });
  });
});

describe('redeeming a code', () => {
  const tokens = async () => ({
    id_token: token(),
    refresh_token: 'r',
    access_token: 'x',
    token_type: 'Bearer',
    expires_in: 3600,
  });
  const redeem = async (answer: string) =>
    await signIn().complete(new URLSearchParams(answer), { state: 'expected', verifier: 'v'.repeat(43) });

  it('sends the code verifier and returns the tokens', async () => {
    const issued = await tokens();
    answers['/oauth2/token'] = [200, issued];
    expect(await redeem('code=the-code&state=expected')).toEqual({ idToken: issued.id_token, refreshToken: 'r' });
    expect(redeemed.map((form) => Object.fromEntries(form))).toEqual([
      {
        grant_type: 'authorization_code',
        client_id: 'console',
        code: 'the-code',
        code_verifier: 'v'.repeat(43),
        redirect_uri: 'https://tuntas.example.org/console/sign-in',
      },
    ]);
  });

  it.each([
    ['of another sign-in', 'code=c&state=other'],
    ['without a code', 'state=expected'],
    ['with an error', 'error=access_denied&state=expected'],
  ])('is not attempted with an answer %s', async (_, answer) => {
    answers['/oauth2/token'] = [200, await tokens()];
    expect(await redeem(answer)).toBeUndefined();
    expect(redeemed).toEqual([]);
  });

  it('returns nothing for an invalid code', async () => {
    answers['/oauth2/token'] = [400, { error: 'invalid_grant' }];
    expect(await redeem('code=c&state=expected')).toBeUndefined();
  });

  it.each<[string, (typeof answers)[string] | undefined]>([
    ['does not answer', undefined],
    ['answers 503', [503, {}]],
    ['answers 500 with an error', [500, { error: 'server_error' }]],
  ])('fails as NotReachedError if the pool %s', async (_, answer) => {
    if (answer !== undefined) answers['/oauth2/token'] = answer;
    await expect(redeem('code=c&state=expected')).rejects.toMatchObject({ name: 'NotReachedError' });
  });
});

describe('a refresh token', () => {
  it('is confirmed by the pool', async () => {
    answers['/oauth2/token'] = [200, { id_token: token(), access_token: 'x', token_type: 'Bearer', expires_in: 3600 }];
    expect(await signIn().refresh('the-token')).toBe(true);
    expect(redeemed.map((form) => Object.fromEntries(form))).toEqual([
      { grant_type: 'refresh_token', client_id: 'console', refresh_token: 'the-token' },
    ]);
  });

  it('is refused if the pool has revoked it', async () => {
    answers['/oauth2/token'] = [400, { error: 'invalid_grant' }];
    expect(await signIn().refresh('the-token')).toBe(false);
  });

  it.each<[string, (typeof answers)[string] | undefined]>([
    ['does not answer', undefined],
    ['answers 503', [503, {}]],
    ['answers 500 with an error', [500, { error: 'server_error' }]],
    ['is asked too often', [429, { error: 'too_many_requests' }]],
    ['does not know the client', [400, { error: 'invalid_client' }]],
  ])('is not held to be refused if the pool %s', async (_, answer) => {
    if (answer !== undefined) answers['/oauth2/token'] = answer;
    await expect(signIn().refresh('the-token')).rejects.toMatchObject({ name: 'NotReachedError' });
  });

  it('is revoked by the API of user pools, without credentials', async () => {
    answers['/'] = [200, {}];
    await signIn().revoke('the-token');
    expect(called).toEqual([
      ['AWSCognitoIdentityProviderService.RevokeToken', { ClientId: 'console', Token: 'the-token' }],
    ]);
  });

  it.each<[string, (typeof answers)[string] | undefined]>([
    ['does not answer', undefined],
    ['answers 400', [400, {}]],
  ])('is not held to be revoked if the pool %s', async (_, answer) => {
    if (answer !== undefined) answers['/'] = answer;
    await expect(signIn().revoke('the-token')).rejects.toMatchObject({ name: 'NotReachedError' });
  });
});
