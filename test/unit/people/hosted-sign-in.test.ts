import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CognitoSignIn } from '../../../functions/people/hosted-sign-in.client.ts';

const POOL = 'ap-southeast-3_pool';
const ISSUER = `https://cognito-idp.ap-southeast-3.amazonaws.com/${POOL}`;
const { privateKey, publicKey } = await generateKeyPair('RS256');
const other = await generateKeyPair('RS256');
const JWKS = { keys: [{ ...(await exportJWK(publicKey)), kid: 'ours', alg: 'RS256', use: 'sig' }] };

/** What the user pool answers at an address: a status and a body; the connection breaks where there is nothing. */
let answers: Record<string, readonly [status: number, body: unknown]> = {};
let redeemed: URLSearchParams[] = [];

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
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
  answers = { [`/${POOL}/.well-known/jwks.json`]: [200, JWKS] };
  redeemed = [];
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
  readonly key?: CryptoKey;
  readonly iss?: string;
  readonly aud?: string;
  readonly exp?: number | string;
}

const token = async ({ key = privateKey, iss = ISSUER, aud = 'console', exp = '1h' }: Making = {}) =>
  await new SignJWT({ token_use: 'id' })
    .setProtectedHeader({ alg: 'RS256', kid: 'ours' })
    .setSubject('somebody')
    .setIssuer(iss)
    .setAudience(aud)
    .setIssuedAt()
    .setExpirationTime(exp)
    .sign(key);

describe('an ID token', () => {
  it('of the pool, for the console and in force, says who is signed in', async () => {
    expect(await signIn().claimsOf(await token())).toMatchObject({ sub: 'somebody', token_use: 'id' });
  });

  it.each<[string, Making]>([
    ['was signed by somebody else', { key: other.privateKey }],
    ['is of another pool', { iss: `${ISSUER}x` }],
    ['is for another client', { aud: 'api' }],
    ['has expired', { exp: 1 }],
  ])('says nothing if it %s', async (_, making) => {
    expect(await signIn().claimsOf(await token(making))).toBeUndefined();
  });

  it.each(['', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'])('says nothing if it is %s', async (text) => {
    expect(await signIn().claimsOf(text)).toBeUndefined();
  });

  it.each<[string, (typeof answers)[string] | undefined]>([
    ['do not come', undefined],
    ['are not there', [500, {}]],
    ['are no keys', [200, 'keys']],
  ])('is nobody’s fault if the keys %s', async (_, keys) => {
    answers = keys === undefined ? {} : { [`/${POOL}/.well-known/jwks.json`]: keys };
    await expect(signIn().claimsOf(await token())).rejects.toMatchObject({ name: 'NotReachedError' });
  });
});

describe('redeeming a code', () => {
  const tokens = async () => ({ id_token: await token(), access_token: 'x', token_type: 'Bearer', expires_in: 3600 });
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
