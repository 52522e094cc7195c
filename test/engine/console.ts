import { HostedPage, type Typed } from './hosted-page.ts';
import { platform } from './under-test.ts';

interface PageRequest {
  readonly method?: 'GET' | 'POST' | 'HEAD';
  /** A form, which is posted. */
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Requests a page of the console, or a path of the API with `//` before it, without following redirects. */
export async function page(path: string, cookies: Readonly<Record<string, string>> = {}, request: PageRequest = {}) {
  const { form, method = form === undefined ? 'GET' : 'POST', headers = {} } = request;
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `tuntas-${name}=${value}`)
    .join('; ');
  // By the address of the API: Node.js does not resolve *.localhost as browsers do.
  const url = path.startsWith('//') ? `${platform().apiUrl}${path.slice(1)}` : `${platform().apiUrl}/console${path}`;
  const answer = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { ...headers, ...(cookie === '' ? {} : { cookie }) },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });
  const location = answer.headers.get('location');
  return {
    status: answer.status,
    headers: answer.headers,
    html: await answer.text(),
    leadsTo: location === null ? undefined : new URL(location),
    kept: answer.headers.getSetCookie(),
  };
}

/** A browser without a screen: keeps the cookies of the console, and follows nothing by itself. */
export class PlainBrowser {
  /** The cookies kept, by name without prefix. */
  readonly cookies = new Map<string, string>();

  async get(path: string) {
    return await this.#requested(path);
  }

  async post(path: string, form: PageRequest['form'] = {}, headers: PageRequest['headers'] = {}) {
    return await this.#requested(path, { form, headers });
  }

  /** Begins a sign-in on our own page. @returns the hosted page */
  async enter(to = '/console', form: PageRequest['form'] = {}): Promise<HostedPage> {
    const { leadsTo, status } = await this.post(`/enter?${new URLSearchParams({ to })}`, form);
    if (leadsTo === undefined) throw new Error(`no hosted page: ${status}`);
    return new HostedPage(leadsTo);
  }

  /** Comes back from the hosted page. */
  async arrive(back: URL | undefined) {
    if (back === undefined) throw new Error('the hosted page leads nowhere');
    return await this.get(`/sign-in${back.search}`);
  }

  async signIn(typed: Typed, to?: string, form?: PageRequest['form']) {
    return await this.arrive(await (await this.enter(to, form)).signIn(typed));
  }

  async #requested(path: string, request?: PageRequest) {
    const answer = await page(path, Object.fromEntries(this.cookies), request);
    for (const cookie of answer.kept) {
      const [, name = '', value = ''] = /^tuntas-([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }
}

/** Signs in on the hosted page as a browser does, and returns the value of the session cookie. */
export async function sessionOf(email: string, password: string): Promise<string> {
  const browser = new PlainBrowser();
  await browser.signIn({ email, password });
  return browser.cookies.get('session') ?? '';
}
