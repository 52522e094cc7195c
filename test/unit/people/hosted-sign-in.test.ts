import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
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

/** What the user pool answers at an address: a status and a body; the connection breaks where there is nothing. */
let answers: Record<string, readonly [status: number, body: unknown]> = {};
let redeemed: URLSearchParams[] = [];
let keysFetched = 0;

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (request.url === KEYS_PATH) keysFetched += 1;
  if (request.method === 'POST') redeemed.push(new URLSearchParams(body));
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
  keysFetched = 0;
});

// A new one for each look: keys are kept.
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

interface Making {
  readonly key?: KeyObject;
  readonly alg?: string;
  readonly kid?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
}

const token = ({ key = privateKey, alg = 'RS256', kid = 'ours', claims = {} }: Making = {}) => {
  const now = Math.floor(Date.now() / 1_000);
  const payload = {
    sub: 'somebody',
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
  it('of the pool, for the console and in force, says who is signed in', async () => {
    expect(await signIn().claimsOf(token())).toMatchObject({ sub: 'somebody', token_use: 'id' });
  });

  it.each<[string, Making]>([
    ['was signed by somebody else', { key: other.privateKey }],
    ['has a key id that is not among the keys', { kid: 'theirs' }],
    ['names another algorithm than its key', { alg: 'RS512' }],
    ['is of another pool', { claims: { iss: `${ISSUER}x` } }],
    ['is for another client', { claims: { aud: 'api' } }],
    ['is an access token', { claims: { token_use: 'access', client_id: 'console' } }],
    ['has expired', { claims: { exp: 1 } }],
    ['never expires', { claims: { exp: undefined } }],
  ])('says nothing if it %s', async (_, making) => {
    expect(await signIn().claimsOf(token(making))).toBeUndefined();
  });

  it('for another client says who is signed in where that client is named', async () => {
    expect(await signIn().claimsOf(token({ claims: { aud: 'api' } }), 'api')).toMatchObject({ sub: 'somebody' });
  });

  it('causes one fetch of the keys with the first token, and one with an unknown key id, however many come', async () => {
    const one = signIn();
    expect(keysFetched).toBe(0);
    await Promise.all([one.claimsOf(token()), one.claimsOf(token())]);
    await one.claimsOf(token());
    expect(keysFetched).toBe(1);
    for (const kid of ['forged-1', 'forged-2', 'forged-3']) expect(await one.claimsOf(token({ kid }))).toBeUndefined();
    expect(keysFetched).toBe(2);
    expect(await one.claimsOf(token())).toMatchObject({ sub: 'somebody' });
  });

  it.each(['', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'])('says nothing if it is %s', async (text) => {
    expect(await signIn().claimsOf(text)).toBeUndefined();
  });

  it.each<[string, (typeof answers)[string] | undefined]>([
    ['do not come', undefined],
    ['are not there', [500, {}]],
    ['are no keys', [200, 'keys']],
  ])('is nobody’s fault if the keys %s', async (_, keys) => {
    answers = keys === undefined ? {} : { [KEYS_PATH]: keys };
    await expect(signIn().claimsOf(token())).rejects.toMatchObject({ name: 'NotReachedError' });
  });
});

describe('redeeming a code', () => {
  const tokens = async () => ({ id_token: token(), access_token: 'x', token_type: 'Bearer', expires_in: 3600 });
  const redeem = async (answer: string) =>
    await signIn().complete(new URLSearchParams(answer), { state: 'asked', verifier: 'v'.repeat(43) });

  it('proves that it is the one who asked, and gives the ID token', async () => {
    const given = await tokens();
    answers['/oauth2/token'] = [200, given];
    expect(await redeem('code=the-code&state=asked')).toBe(given.id_token);
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
    ['without a code', 'state=asked'],
    ['that is a refusal', 'error=access_denied&state=asked'],
  ])('is not even tried with an answer %s', async (_, answer) => {
    answers['/oauth2/token'] = [200, await tokens()];
    expect(await redeem(answer)).toBeUndefined();
    expect(redeemed).toEqual([]);
  });

  it('comes to nothing with a code that is not good', async () => {
    answers['/oauth2/token'] = [400, { error: 'invalid_grant' }];
    expect(await redeem('code=c&state=asked')).toBeUndefined();
  });

  it.each<[string, (typeof answers)[string] | undefined]>([
    ['does not answer', undefined],
    ['is in trouble', [503, {}]],
    ['is in trouble and says so', [500, { error: 'server_error' }]],
  ])('can be tried again if the pool %s', async (_, answer) => {
    if (answer !== undefined) answers['/oauth2/token'] = answer;
    await expect(redeem('code=c&state=asked')).rejects.toMatchObject({ name: 'NotReachedError' });
  });
});
