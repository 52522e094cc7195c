import { beforeEach, describe, expect, it } from 'vitest';
import { problemPageWith } from '../../../functions/console/problem.pages.ts';
import { sessionPages } from '../../../functions/console/session.pages.ts';
import { routesWith } from '../../../functions/platform/http/authenticated-route.ts';
import { http } from '../../../functions/platform/http/http-handler.ts';
import { Cookies } from '../../../functions/platform/pages/cookies.ts';
import { Entrance } from '../../../functions/platform/pages/entrance.ts';
import { PageAnswers } from '../../../functions/platform/pages/page-answers.ts';
import { httpEvent } from '../../builders/http-event.ts';
import { CONTEXT } from '../../builders/lambda-context.ts';
import { accountOf, holderOf, OFFICES, PALOPO } from '../../builders/palopo.ts';
import { SessionHarness } from '../../harness/session-harness.ts';
import { htmlProblems } from '../../oracles/html.ts';

const CONSOLE = 'https://tuntas.example.org/console';
const OWN = { host: 'tuntas.example.org', origin: 'https://tuntas.example.org' };
const ACCOUNT = accountOf(holderOf(PALOPO.dinkes));
const OTHER = { ...accountOf(holderOf(PALOPO.hospital)), name: 'Sri Wahyuni' };
const ADMIN = { ...ACCOUNT, userId: 'admin-1', email: 'admin@example.org', role: 'admin' as const };

let harness: SessionHarness;
beforeEach(async () => {
  harness = new SessionHarness();
  for (const person of [ACCOUNT, OTHER, ADMIN]) await harness.save(person);
});

/** A browser with the console's session pages, which keeps cookies and follows nothing. */
class Browser {
  readonly cookies = new Map<string, string>();
  readonly #handler;

  constructor() {
    const cookies = new Cookies(true);
    const answers = new PageAnswers('https://pool.example.org', {
      name: 'Pengelola Tuntas',
      email: 'privasi@example.org',
    });
    const { sessions, pool } = harness;
    const entrance = new Entrance(CONSOLE, answers);
    const pages = sessionPages({ signIn: pool, sessions, cookies, entrance, answers });
    const problemPage = problemPageWith({
      loadActor: async (event) => {
        const key = cookies.session(event);
        const found = key === undefined ? undefined : await sessions.load(key, new Date());
        return found === undefined ? undefined : await harness.actorOf(found.person, new Date());
      },
      offices: { get: async (id) => OFFICES.get(id) },
      answers,
    });
    this.#handler = http(routesWith({ loadActor: async () => undefined }, Object.values(pages)), problemPage);
  }

  async get(path: string) {
    return await this.#send('GET', path, {}, undefined);
  }

  async post(path: string, form: Record<string, string> = {}, headers: Record<string, string> = OWN) {
    return await this.#send('POST', path, headers, new URLSearchParams(form).toString());
  }

  /** Begins a sign-in and returns the state that the hosted page would answer with. */
  async begin(to: string, form: Record<string, string> = {}): Promise<string> {
    const { leadsTo } = await this.post(`/console/enter?${new URLSearchParams({ to })}`, form);
    return leadsTo?.searchParams.get('state') ?? '';
  }

  async arrive(state: string, userId = ACCOUNT.userId) {
    return await this.get(`/console/sign-in?code=${userId}&state=${state}`);
  }

  async signIn(userId = ACCOUNT.userId, form: Record<string, string> = {}) {
    return await this.arrive(await this.begin('/console', form), userId);
  }

  get session(): string | undefined {
    return this.cookies.get('__Host-tuntas-session');
  }

  async #send(method: string, address: string, headers: Record<string, string>, body: string | undefined) {
    const [path = '', rawQueryString = ''] = address.split('?');
    const event = httpEvent({ claims: {}, method, path });
    const cookies = [...this.cookies].map(([name, value]) => `${name}=${value}`);
    const {
      statusCode,
      headers: sent,
      body: html = '',
      cookies: kept = [],
    } = await this.#handler(
      { ...event, rawQueryString, cookies, headers, ...(body === undefined ? {} : { body }) },
      CONTEXT,
    );
    for (const cookie of kept) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/Max-Age=0/.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const location = sent?.location;
    return { status: statusCode, html, kept, leadsTo: location === undefined ? undefined : new URL(String(location)) };
  }
}

describe('the page before the sign-in', () => {
  const TEXT =
    'Kode dikirim ke surel Anda. Belum tiba dalam 2 menit? Periksa Spam, lalu minta kode baru. Kode hanya dikirim ke alamat terdaftar.';

  it('says where the code goes, and asks whose device it is', async () => {
    const { status, html, kept } = await new Browser().get('/console/enter?to=%2Fconsole%2Fcommitments');
    expect(status).toBe(200);
    expect(html).toContain(TEXT);
    expect(html).toMatch(/<input type="checkbox"[^>]*\/?> Ini ponsel atau komputer saya sendiri: tetap masuk 30 hari/);
    expect(html).toMatch(/<button type="submit"[^>]*>Masuk<\/button>/);
    expect(html).toContain('<form method="post" action="/console/enter?to=%2Fconsole%2Fcommitments">');
    expect(htmlProblems(html)).toEqual([]);
    expect(kept).toEqual([]);
  });

  it('leads to the hosted page, and from there to the page that was wanted', async () => {
    const browser = new Browser();
    const { status, leadsTo } = await browser.post('/console/enter?to=%2Fconsole%2Fcommitments%3Foverdue%3Dtrue');
    expect([status, leadsTo?.pathname]).toEqual([303, '/oauth2/authorize']);
    const arrived = await browser.arrive(leadsTo?.searchParams.get('state') ?? '');
    expect([arrived.status, arrived.leadsTo?.href]).toEqual([303, `${CONSOLE}/commitments?overdue=true`]);
    expect([...browser.cookies.keys()]).toEqual(['__Host-tuntas-session']);
  });

  it.each(['https://example.org/', '//example.org/console', '/openapi.json', ''])(
    'leads to the first page instead of %s',
    async (to) => {
      const browser = new Browser();
      expect((await browser.arrive(await browser.begin(to))).leadsTo?.href).toBe(CONSOLE);
    },
  );

  it('leads straight on whoever is signed in', async () => {
    const browser = new Browser();
    await browser.signIn();
    const { status, leadsTo } = await browser.get('/console/enter?to=%2Freports%2Fregions%2F73.73');
    expect([status, leadsTo?.href]).toEqual([303, 'https://tuntas.example.org/reports/regions/73.73']);
  });

  it('begins nothing for a page of another site', async () => {
    const browser = new Browser();
    const { status } = await browser.post('/console/enter', {}, { ...OWN, origin: 'https://example.org' });
    expect([status, browser.cookies.size]).toEqual([403, 0]);
  });
});

describe('signing in', () => {
  it('arrives in each of two tabs, whichever comes first; the former session is over', async () => {
    const browser = new Browser();
    const one = await browser.begin('/console/commitments/one');
    const two = await browser.begin('/console/commitments/two');
    expect((await browser.arrive(two)).leadsTo?.pathname).toBe('/console/commitments/two');
    expect((await browser.arrive(one)).leadsTo?.pathname).toBe('/console/commitments/one');
    expect(harness.rows(ACCOUNT.userId)).toHaveLength(1);
    expect(harness.pool.tokens.size).toBe(1);
    expect((await browser.get('/console/enter')).status).toBe(303);
  });

  it('of another person in the same browser ends the session of the former', async () => {
    const browser = new Browser();
    await browser.signIn(ACCOUNT.userId);
    await browser.signIn(OTHER.userId);
    expect([harness.rows(ACCOUNT.userId).length, harness.rows(OTHER.userId).length]).toEqual([0, 1]);
    expect(browser.session).toMatch(new RegExp(`^${OTHER.userId}\\.`));
  });

  it.each`
    userId            | ticked   | seconds
    ${ACCOUNT.userId} | ${false} | ${43_200}
    ${ACCOUNT.userId} | ${true}  | ${2_592_000}
    ${ADMIN.userId}   | ${true}  | ${43_200}
  `('of $userId, own device: $ticked, keeps the session for $seconds s', async ({ userId, ticked, seconds }) => {
    const { kept } = await new Browser().signIn(userId, ticked ? { ownDevice: 'true' } : {});
    expect(kept.find((cookie) => cookie.includes('session'))).toContain(`Max-Age=${seconds};`);
  });

  it('fails once its cookie is gone, and with the answer to another one', async () => {
    const [browser, other] = [new Browser(), new Browser()];
    const state = await browser.begin('/console');
    const foreign = await other.begin('/console');
    for (const answer of [
      () => other.arrive(state),
      () => browser.arrive(foreign),
      () => browser.get('/console/sign-in'),
    ]) {
      const { status, html } = await answer();
      expect(status).toBe(401);
      expect(html).toContain('Masuk belum berhasil, atau terlalu lama ditunggu. Silakan masuk lagi.');
    }
    expect([browser.session, other.session]).toEqual([undefined, undefined]);
  });

  it('is answered 503 while the user pool does not answer, and can be repeated', async () => {
    const browser = new Browser();
    const state = await browser.begin('/console');
    harness.pool.isDown = true;
    expect((await browser.arrive(state)).status).toBe(503);
    harness.pool.isDown = false;
    expect((await browser.arrive(state)).status).toBe(303);
  });
});

describe('signing out', () => {
  it('ends the session and leads through the hosted page, whose own session would need no code', async () => {
    const browser = new Browser();
    await browser.signIn();
    const replayed = new Map(browser.cookies);
    const { status, leadsTo } = await browser.post('/console/sign-out');
    expect([status, leadsTo?.href]).toEqual([303, harness.pool.signOutAddress]);
    expect([browser.session, harness.rows(ACCOUNT.userId), harness.pool.tokens.size]).toEqual([undefined, [], 0]);
    for (const [name, value] of replayed) browser.cookies.set(name, value);
    expect((await browser.get('/console/enter')).status).toBe(200);
  });

  it('is not done for a page of another site', async () => {
    const browser = new Browser();
    await browser.signIn();
    const { status, kept } = await browser.post('/console/sign-out', {}, { ...OWN, origin: 'https://example.org' });
    expect([status, kept]).toEqual([403, []]);
    expect((await browser.get('/console/enter')).status).toBe(303);
  });
});

describe('an address that leads nowhere', () => {
  it('names office and person to whoever is signed in', async () => {
    const browser = new Browser();
    await browser.signIn(OTHER.userId);
    const { status, html } = await browser.get('/console/tidak-ada');
    expect(status).toBe(404);
    const office = OFFICES.get(PALOPO.hospital)?.name;
    expect(html).toContain(`Halaman ini tidak ada, atau bukan untuk ${office}. Anda masuk sebagai Sri Wahyuni.`);
    expect(html).toContain('action="/console/sign-out"');
    expect(htmlProblems(html)).toEqual([]);
  });

  it('names nobody to whoever is not', async () => {
    const { status, html } = await new Browser().get('/console/tidak-ada');
    expect(status).toBe(404);
    expect(html).toContain('Alamat ini tidak ada.');
    expect(html).not.toContain('sign-out');
  });
});
