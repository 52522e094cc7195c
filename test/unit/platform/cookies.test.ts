import { describe, expect, it } from 'vitest';
import { Cookies } from '../../../functions/platform/pages/cookies.ts';
import { httpEvent } from '../../builders/http-event.ts';

const secure = new Cookies(true, '/console');
const begun = { state: 's', verifier: 'v', path: '/console/commitments/7373-0123456789abcdef0123?x=1' };
const asking = httpEvent({ claims: {}, method: 'GET', path: '/console' });
const bringing = (...cookies: string[]) => ({ ...asking, cookies });
const [, written = ''] = /=([^;]*)/.exec(secure.keepBegun(begun)) ?? [];

describe('a cookie on AWS', () => {
  it('is for this host alone, by HTTPS alone, and out of reach of scripts and other sites', () => {
    expect(secure.keepSession('a.b.c', 60).split('; ').sort()).toEqual(
      ['__Host-tuntas-session=a.b.c', 'Path=/', 'Max-Age=60', 'HttpOnly', 'SameSite=Lax', 'Secure'].sort(),
    );
  });

  it.each([
    ['in a list, as AWS hands it over', bringing('other=1', '__Host-tuntas-session=a.b.c')],
    ['in a header', { ...asking, headers: { cookie: 'other=1; __Host-tuntas-session=a.b.c' } }],
  ])('is found %s', (_, event) => {
    expect(secure.session(event)).toBe('a.b.c');
  });

  it.each([
    ['there is none', asking],
    ['it was forgotten', bringing('__Host-tuntas-session=')],
    ['any host of the domain may have set it', bringing('tuntas-session=a.b.c')],
    ['it only ends like ours', bringing('x__Host-tuntas-session=a.b.c')],
  ])('is none where %s', (_, event) => {
    expect(secure.session(event)).toBeUndefined();
  });
});

describe('a sign-in that has begun', () => {
  it('is remembered with the page that was asked for', () => {
    expect(secure.begun(bringing(`__Host-tuntas-sign-in=${written}`))).toEqual(begun);
  });

  it.each([
    ['of another site', 'https://example.org/console'],
    ['of another site, shortened', '//example.org/console'],
    ['of another site, as some browsers read it', '/\\example.org'],
    ['outside the console', '/openapi.json'],
    ['that only begins like the console', '/consoles'],
    ['with a line break', '/console\r\nset-cookie: a=b'],
    ['that is too long', `/console/${'a'.repeat(1_000)}`],
  ])('is none with an address %s', (_, path) => {
    const cookie = Buffer.from(JSON.stringify({ ...begun, path })).toString('base64url');
    expect(secure.begun(bringing(`__Host-tuntas-sign-in=${cookie}`))).toBeUndefined();
  });

  it.each([
    ['too long', `/console/commitments?cursor=${'a'.repeat(1_000)}`],
    ['with a blank, as the gateway decodes it', '/console/commitments/a b'],
  ])('leads to the first page where the one asked for is %s', (_, path) => {
    const [, cookie = ''] = /=([^;]*)/.exec(secure.keepBegun({ ...begun, path })) ?? [];
    expect(secure.begun(bringing(`__Host-tuntas-sign-in=${cookie}`))).toEqual({ ...begun, path: '/console' });
  });
});
