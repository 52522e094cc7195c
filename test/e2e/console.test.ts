import { beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_PASSWORD } from '../../infra/local/seed-users.ts';
import { forged, whileShortLived } from '../builders/tokens.ts';
import { as } from '../engine/api.ts';
import { cookieIn, page, sessionOf } from '../engine/console.ts';
import { platform } from '../engine/under-test.ts';
import { createUser, signIn } from '../engine/users.ts';
import { htmlProblems } from '../oracles/html.ts';
import { commitmentShape } from '../oracles/shapes.ts';

const OWNER = 'petugas.dinkes.7373@example.org';

let session = '';
let path = '';
beforeAll(async () => {
  session = await sessionOf(OWNER, LOCAL_PASSWORD);
  const [first] = await as('73.73-dinkes').all('/commitments?turn=mine', commitmentShape);
  path = `/commitments/${first?.commitmentId}`;
});

const clientId = async () => (await page(path)).leadsTo?.searchParams.get('client_id') ?? '';

describe('a page', () => {
  it('is valid HTML, is not cached, and may load its own style only', async () => {
    for (const of of [path, '/commitments', '/tidak-ada', '/signed-out']) {
      const { headers, html } = await page(of, { session });
      expect(htmlProblems(html)).toEqual([]);
      expect(html).not.toMatch(/<(script|img|link|iframe)\b|\sstyle=|\son\w+=/);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' \S+; base-uri 'none'; frame-ancestors 'none'$/,
      );
    }
  });
});

describe('a request for a page', () => {
  it('without a session redirects to the sign-in, with a proof in this browser only, and back', async () => {
    const { status, leadsTo, kept, html } = await page(`${path}?x=1`);
    expect([status, html]).toEqual([303, '']);
    expect(leadsTo?.pathname).toBe('/oauth2/authorize');
    const asked = Object.fromEntries(leadsTo?.searchParams ?? []);
    expect(asked).toMatchObject({ response_type: 'code', scope: 'openid', code_challenge_method: 'S256' });
    expect(asked.redirect_uri).toBe(`${platform().consoleUrl}/sign-in`);
    const [attributes] = kept
      .filter((cookie) => cookie.startsWith('tuntas-sign-in='))
      .map((c) => c.split('; ').slice(1));
    expect(attributes).toEqual(['Max-Age=600', 'Path=/', 'HttpOnly', 'SameSite=Lax']);
    const remembered = JSON.parse(Buffer.from(cookieIn(kept, 'sign-in'), 'base64url').toString());
    expect(remembered).toEqual({ state: asked.state, verifier: expect.any(String), path: `/console${path}?x=1` });
  });

  it.each([
    ['no token at all', async () => 'x.y.z'],
    ['a token with another user in it', async () => forged(session, { sub: crypto.randomUUID() })],
    ['a token that is made to last', async () => forged(session, { exp: 4_102_444_800 })],
    ['a token without a signature', async () => `${session.split('.').slice(0, 2).join('.')}.`],
    ['a token of the API’s client', async () => (await signIn(OWNER)).idToken],
    ['an access token', async () => (await signIn(OWNER)).accessToken],
  ])('with %s redirects to the sign-in', async (_, token) => {
    const { status, leadsTo, kept } = await page(path, { session: await token() });
    expect([status, leadsTo?.pathname]).toEqual([303, '/oauth2/authorize']);
    expect(kept.some((cookie) => cookie.startsWith('tuntas-session=; Max-Age=0; Path=/'))).toBe(true);
  });

  it('with an expired session redirects to the sign-in', async () => {
    const short = await whileShortLived(() => sessionOf(OWNER, LOCAL_PASSWORD), await clientId());
    await expect.poll(async () => (await page(path, { session: short })).status, { timeout: 30_000 }).toBe(303);
    expect((await page(path, { session })).status).toBe(200);
  });

  it.each(['commitments/7373-00000000000000000000', 'commitments/x', 'tidak-ada', 'tidak/ada'])(
    'for /%s is answered with the page of a missing address',
    async (address) => {
      const { status, html } = await page(`/${address}`, { session });
      expect(status).toBe(404);
      expect(html).toContain('<h1>Tidak ditemukan</h1>');
      expect(html).toMatch(/Nomor permintaan: [\w-]{10,}/);
    },
  );

  it('of a user without a known office offers to sign out only', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    await createUser({ email, office: '73.73-tidak-ada', role: 'official' });
    const { status, html } = await page(path, { session: await sessionOf(email, LOCAL_PASSWORD) });
    expect(status).toBe(403);
    expect(html).toContain('Akun Anda belum terhubung dengan instansi.');
    expect(html).toContain('action="/console/sign-out"');
  });
});

describe('the return from the sign-in', () => {
  const remembering = (changes: object) =>
    Buffer.from(
      JSON.stringify({ state: 's'.repeat(43), verifier: 'v'.repeat(43), path: '/console', ...changes }),
    ).toString('base64url');
  const answer = `code=c&state=${'s'.repeat(43)}`;

  it.each([
    ['in a browser that has not asked', answer, undefined],
    ['with the answer to another sign-in', 'code=c&state=another', remembering({})],
    ['with a code that was never given out', answer, remembering({})],
    ['with a refusal', `error=access_denied&state=${'s'.repeat(43)}`, remembering({})],
    ['with nothing', '', remembering({})],
    ['to another site', answer, remembering({ path: 'https://example.org/console' })],
    ['to a path that is not ours', answer, remembering({ path: '//example.org/console' })],
    ['with a cookie that is none of ours', answer, 'e30'],
  ])('with %s creates no session', async (_, query, begun) => {
    const { status, html, kept } = await page(`/sign-in?${query}`, begun === undefined ? {} : { 'sign-in': begun });
    expect(status).toBe(401);
    expect(html).toContain('Masuk belum berhasil');
    expect(kept.filter((cookie) => cookie.startsWith('tuntas-session='))).toEqual([]);
  });

  it('stores the token hidden from scripts and other sites, until it expires', async () => {
    const begun = await page(path);
    const asked = begun.leadsTo?.searchParams ?? new URLSearchParams();
    const form = new URLSearchParams([...asked, ['username', OWNER], ['password', LOCAL_PASSWORD]]);
    const login = await fetch(`${begun.leadsTo?.origin}/login`, { method: 'POST', redirect: 'manual', body: form });
    const { search } = new URL(login.headers.get('location') ?? '');
    const cookies = { 'sign-in': cookieIn(begun.kept, 'sign-in') };
    const { status, leadsTo, kept } = await page(`/sign-in${search}`, cookies);
    expect([status, leadsTo?.href]).toEqual([303, `${platform().consoleUrl}${path}`]);
    const [, ...attributes] = kept.find((cookie) => cookie.startsWith('tuntas-session='))?.split('; ') ?? [];
    expect(attributes).toEqual([expect.stringMatching(/^Max-Age=3(600|5\d\d)$/), 'Path=/', 'HttpOnly', 'SameSite=Lax']);
    // A code is valid once.
    expect((await page(`/sign-in${search}`, cookies)).status).toBe(401);
  });
});
