import { describe, expect, it } from 'vitest';
import { Cookies } from '../../../functions/platform/pages/cookies.ts';
import { httpEvent } from '../../builders/http-event.ts';

const secure = new Cookies(true, '/console');
const pending = { state: 's', verifier: 'v', path: '/console/commitments/7373-0123456789abcdef0123?x=1' };
const request = httpEvent({ claims: {}, method: 'GET', path: '/console' });
const withCookies = (...cookies: string[]) => ({ ...request, cookies });
const [, written = ''] = /=([^;]*)/.exec(secure.writePendingSignIn(pending)) ?? [];

describe('a cookie on AWS', () => {
  it('is limited to this host and HTTPS, and hidden from scripts and other sites', () => {
    expect(secure.writeSession('a.b.c', 60).split('; ').sort()).toEqual(
      ['__Host-tuntas-session=a.b.c', 'Path=/', 'Max-Age=60', 'HttpOnly', 'SameSite=Lax', 'Secure'].sort(),
    );
  });

  it.each([
    ['in a list, as API Gateway delivers it', withCookies('other=1', '__Host-tuntas-session=a.b.c')],
    ['in a header', { ...request, headers: { cookie: 'other=1; __Host-tuntas-session=a.b.c' } }],
  ])('is read %s', (_, event) => {
    expect(secure.session(event)).toBe('a.b.c');
  });

  it.each([
    ['it is absent', request],
    ['it was cleared', withCookies('__Host-tuntas-session=')],
    ['another host of the domain may have set it', withCookies('tuntas-session=a.b.c')],
    ['only the end of its name matches', withCookies('x__Host-tuntas-session=a.b.c')],
  ])('is ignored if %s', (_, event) => {
    expect(secure.session(event)).toBeUndefined();
  });
});

describe('a pending sign-in', () => {
  it('is stored with the requested page', () => {
    expect(secure.pendingSignIn(withCookies(`__Host-tuntas-sign-in=${written}`))).toEqual(pending);
  });

  it.each([
    ['of another site', 'https://example.org/console'],
    ['of another site, shortened', '//example.org/console'],
    ['of another site, as some browsers read it', '/\\example.org'],
    ['outside the console', '/openapi.json'],
    ['that only begins like the console', '/consoles'],
    ['with a line break', '/console\r\nset-cookie: a=b'],
    ['that is too long', `/console/${'a'.repeat(1_000)}`],
  ])('is refused with a path %s', (_, path) => {
    const cookie = Buffer.from(JSON.stringify({ ...pending, path })).toString('base64url');
    expect(secure.pendingSignIn(withCookies(`__Host-tuntas-sign-in=${cookie}`))).toBeUndefined();
  });

  it.each([
    ['too long', `/console/commitments?cursor=${'a'.repeat(1_000)}`],
    ['with a blank, as the gateway decodes it', '/console/commitments/a b'],
  ])('leads to the first page if the requested one is %s', (_, path) => {
    const [, cookie = ''] = /=([^;]*)/.exec(secure.writePendingSignIn({ ...pending, path })) ?? [];
    expect(secure.pendingSignIn(withCookies(`__Host-tuntas-sign-in=${cookie}`))).toEqual({
      ...pending,
      path: '/console',
    });
  });
});
