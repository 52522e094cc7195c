import { describe, expect, it } from 'vitest';
import { Cookies } from '../../../functions/platform/pages/cookies.ts';
import { httpEvent } from '../../builders/http-event.ts';

const secure = new Cookies(true);
const KEY = { userId: '6f0c1b2e-0000-4000-8000-000000000001', id: 'i'.repeat(43) };
const SESSION = `${KEY.userId}.${KEY.id}`;
const NOW = new Date('2026-03-10T01:00:00Z');
const request = httpEvent({ claims: {}, method: 'GET', path: '/console' });
const withCookies = (...cookies: string[]) => ({ ...request, cookies });
const stateOf = (letter: string) => letter.repeat(43);

const pending = (change: object = {}) => ({
  state: stateOf('s'),
  verifier: 'v',
  path: '/console/commitments/7373-0123456789abcdef0123?x=1',
  isOwnDevice: false,
  ...change,
});

describe('the cookie of a session', () => {
  it('is limited to this host and HTTPS, and hidden from scripts and other sites', () => {
    expect(secure.writeSession(KEY, 60).split('; ').sort()).toEqual(
      [`__Host-tuntas-session=${SESSION}`, 'Path=/', 'Max-Age=60', 'HttpOnly', 'SameSite=Lax', 'Secure'].sort(),
    );
  });

  it.each([
    ['in a list, as API Gateway delivers it', withCookies('other=1', `__Host-tuntas-session=${SESSION}`)],
    ['in a header', { ...request, headers: { cookie: `other=1; __Host-tuntas-session=${SESSION}` } }],
  ])('is read %s', (_, event) => {
    expect(secure.session(event)).toEqual(KEY);
  });

  it.each([
    ['it is absent', request],
    ['it was cleared', withCookies('__Host-tuntas-session=')],
    ['another host of the domain may have set it', withCookies(`tuntas-session=${SESSION}`)],
    ['only the end of its name matches', withCookies(`x__Host-tuntas-session=${SESSION}`)],
    ['it is a token', withCookies('__Host-tuntas-session=a.b.c')],
    ['its id is cut off', withCookies(`__Host-tuntas-session=${SESSION.slice(0, -1)}`)],
    ['it names no user', withCookies(`__Host-tuntas-session=.${KEY.id}`)],
    ['its user is none', withCookies(`__Host-tuntas-session=PERSON%23x.${KEY.id}`)],
  ])('is ignored if %s', (_, event) => {
    expect(secure.session(event)).toBeUndefined();
  });
});

/** A browser that keeps the cookies of pending sign-ins. */
class Browser {
  readonly cookies = new Map<string, string>();

  begin(signIn: ReturnType<typeof pending>, now = NOW): this {
    for (const written of secure.writePendingSignIn(this.event(), signIn, now)) this.keep(written);
    return this;
  }

  keep(written: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(written) ?? [];
    if (/Max-Age=0/.test(written)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  event() {
    return withCookies(...[...this.cookies].map(([name, value]) => `${name}=${value}`));
  }
}

describe('a pending sign-in', () => {
  it('is stored for 15 minutes with the requested page, hidden from scripts and other sites', () => {
    const [written = ''] = secure.writePendingSignIn(request, pending(), NOW);
    const [pair, ...attributes] = written.split('; ');
    expect(pair).toMatch(new RegExp(`^__Host-tuntas-sign-in-${stateOf('s')}=[\\w-]+$`));
    expect(attributes).toEqual(['Max-Age=900', 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']);
    expect(secure.pendingSignIn(new Browser().begin(pending()).event(), stateOf('s'))).toEqual(pending());
  });

  it('is found by its state only', () => {
    const event = new Browser().begin(pending()).event();
    for (const state of [stateOf('t'), '', null, '__proto__'])
      expect(secure.pendingSignIn(event, state)).toBeUndefined();
  });

  it('leaves those of other tabs as they are, and is removed alone', () => {
    const browser = new Browser().begin(pending()).begin(pending({ state: stateOf('t'), path: '/console' }));
    expect(secure.pendingSignIn(browser.event(), stateOf('s'))).toEqual(pending());
    browser.keep(secure.clearPendingSignIn(pending()));
    expect(secure.pendingSignIn(browser.event(), stateOf('s'))).toBeUndefined();
    expect(secure.pendingSignIn(browser.event(), stateOf('t'))).toMatchObject({ path: '/console' });
  });

  it('pushes out the oldest if there are more than four, so that requests stay small', () => {
    const browser = new Browser();
    const states = [...'abcdefg'].map(stateOf);
    for (const [at, state] of states.entries()) {
      browser.begin(pending({ state, path: `/console/${'a'.repeat(590)}` }), new Date(NOW.getTime() + at * 1_000));
    }
    expect(states.filter((state) => secure.pendingSignIn(browser.event(), state))).toEqual([...'defg'].map(stateOf));
    expect(browser.event().cookies.join('; ').length).toBeLessThan(5_000);
  });

  it.each([
    ['of another site', 'https://example.org/console'],
    ['of another site, shortened', '//example.org/console'],
    ['outside the console', '/openapi.json'],
    ['with a line break', '/console\r\nset-cookie: a=b'],
  ])('is refused with a path %s', (_, path) => {
    const cookie = Buffer.from(JSON.stringify({ ...pending(), path, at: 0 })).toString('base64url');
    const event = withCookies(`__Host-tuntas-sign-in-${stateOf('s')}=${cookie}`);
    expect(secure.pendingSignIn(event, stateOf('s'))).toBeUndefined();
  });

  it.each(['e30', 'x', '%'])('is refused if it is none of ours: %s', (cookie) => {
    const event = withCookies(`__Host-tuntas-sign-in-${stateOf('s')}=${cookie}`);
    expect(secure.pendingSignIn(event, stateOf('s'))).toBeUndefined();
  });
});
