import { beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_PASSWORD } from '../../infra/local/seed-users.ts';
import { as } from '../engine/api.ts';
import { PlainBrowser, page, sessionOf } from '../engine/console.ts';
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

describe('a page', () => {
  it('is valid HTML, is not cached, and may load its own style only', async () => {
    for (const of of [path, '/commitments', '/tidak-ada', '/signed-out', '/enter']) {
      const { headers, html } = await page(of, of === '/enter' ? {} : { session });
      expect(htmlProblems(html)).toEqual([]);
      expect(html).not.toMatch(/<(script|img|link|iframe)\b|\sstyle=|\son\w+=/);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      // With no-referrer, a browser would hide the origin of our own forms.
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' \S+; base-uri 'none'; frame-ancestors 'none'$/,
      );
    }
  });
});

describe('the domain alone', () => {
  it('leads to the console', async () => {
    const answer = await fetch(`${platform().apiUrl}/`, { redirect: 'manual' });
    expect([answer.status, new URL(answer.headers.get('location') ?? '').pathname]).toEqual([
      303,
      '/console/commitments',
    ]);
  });
});

describe('a request for a page', () => {
  it.each(['GET', 'HEAD'] as const)('without a session leads to our page for signing in, by %s', async (method) => {
    const { status, leadsTo, kept, html } = await page(`${path}?x=1`, {}, { method });
    expect([status, html, kept]).toEqual([303, '', []]);
    expect(leadsTo?.href).toBe(`${platform().consoleUrl}/enter?${new URLSearchParams({ to: `/console${path}?x=1` })}`);
  });

  it.each([
    ['no session at all', async () => 'x.y.z'],
    ['another id', async () => `${session.split('.')[0]}.${'x'.repeat(43)}`],
    ['another user', async () => `${crypto.randomUUID()}.${session.split('.')[1]}`],
    ['an ID token of the API’s client', async () => (await signIn(OWNER)).idToken],
    ['an access token', async () => (await signIn(OWNER)).accessToken],
  ])('with %s leads there too', async (_, cookie) => {
    const { status, leadsTo } = await page(path, { session: await cookie() });
    expect([status, leadsTo?.pathname]).toEqual([303, '/console/enter']);
  });

  it.each(['commitments/7373-00000000000000000000', 'commitments/x', 'tidak-ada', 'tidak/ada'])(
    'for /%s is answered with the page of a missing address, which names the visitor',
    async (address) => {
      const { status, html } = await page(`/${address}`, { session });
      expect(status).toBe(404);
      expect(html).toContain('<h1>Tidak ditemukan</h1>');
      expect(html).toContain(
        'Halaman ini tidak ada, atau bukan untuk Dinas Kesehatan Kota Palopo. Anda masuk sebagai ',
      );
      expect(html).toContain('action="/console/sign-out"');
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

describe('our page for signing in', () => {
  it.each(['GET', 'HEAD'] as const)('begins nothing by being opened, by %s', async (method) => {
    const { status, kept } = await page('/enter?to=/console/commitments', {}, { method });
    expect([status, kept]).toEqual([200, []]);
  });

  it('begins a sign-in with a proof in this browser only', async () => {
    const { status, leadsTo, kept } = await page(`/enter?to=/console${path}`, {}, { form: {} });
    expect([status, leadsTo?.pathname]).toEqual([303, '/oauth2/authorize']);
    const asked = Object.fromEntries(leadsTo?.searchParams ?? []);
    expect(asked).toMatchObject({ response_type: 'code', scope: 'openid', code_challenge_method: 'S256', lang: 'id' });
    expect(asked.redirect_uri).toBe(`${platform().consoleUrl}/sign-in`);
    expect(kept).toHaveLength(1);
    const [pair = '', ...attributes] = (kept[0] ?? '').split('; ');
    expect(attributes).toEqual(['Max-Age=900', 'Path=/', 'HttpOnly', 'SameSite=Lax']);
    const [name = '', value = ''] = pair.split('=');
    expect(name).toBe(`tuntas-sign-in-${asked.state}`);
    expect(JSON.parse(Buffer.from(value, 'base64url').toString())).toMatchObject({
      verifier: expect.any(String),
      path: `/console${path}`,
      isOwnDevice: false,
    });
  });

  it.each([
    ['/enter', 403],
    ['/sign-out', 403],
  ])('and signing out are refused to a page of another site: %s', async (address, status) => {
    const answer = await page(address, { session }, { form: {}, headers: { origin: 'https://example.org' } });
    expect([answer.status, answer.kept]).toEqual([status, []]);
    expect((await page(path, { session })).status).toBe(200);
  });
});

describe('the return from the sign-in', () => {
  const state = 's'.repeat(43);
  const remembering = (changes: object) =>
    Buffer.from(
      JSON.stringify({ verifier: 'v'.repeat(43), path: '/console', isOwnDevice: false, at: 0, ...changes }),
    ).toString('base64url');
  const answer = `code=c&state=${state}`;

  it.each([
    ['in a browser that has not asked', answer, undefined],
    ['with the answer to another sign-in', `code=c&state=${'t'.repeat(43)}`, remembering({})],
    ['with a code that was never given out', answer, remembering({})],
    ['with a refusal', `error=access_denied&state=${state}`, remembering({})],
    ['with nothing', '', remembering({})],
    ['to another site', answer, remembering({ path: 'https://example.org/console' })],
    ['to a path that is not ours', answer, remembering({ path: '//example.org/console' })],
    ['with a cookie that is none of ours', answer, 'e30'],
  ])('with %s creates no session', async (_, query, begun) => {
    const cookies = begun === undefined ? {} : { [`sign-in-${state}`]: begun };
    const { status, html, kept } = await page(`/sign-in?${query}`, cookies);
    expect(status).toBe(401);
    expect(html).toContain('Masuk belum berhasil');
    expect(kept.filter((cookie) => cookie.startsWith('tuntas-session='))).toEqual([]);
  });

  it('keeps the session hidden from scripts and other sites, and takes a code once', async () => {
    const browser = new PlainBrowser();
    const back = await (await browser.enter(`/console${path}`)).signIn({ email: OWNER });
    const begun = Object.fromEntries(browser.cookies);
    const { status, leadsTo, kept } = await browser.arrive(back);
    expect([status, leadsTo?.href]).toEqual([303, `${platform().consoleUrl}${path}`]);
    const [pair, ...attributes] = kept.find((cookie) => cookie.startsWith('tuntas-session='))?.split('; ') ?? [];
    expect(pair).toMatch(/^tuntas-session=[0-9a-f-]{36}\.[\w-]{43}$/);
    expect(attributes).toEqual(['Max-Age=43200', 'Path=/', 'HttpOnly', 'SameSite=Lax']);
    expect((await page(`/sign-in${back?.search}`, begun)).status).toBe(401);
  });
});
