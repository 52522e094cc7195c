import { platform } from './under-test.ts';

/** Requests a page of the console, without following redirects. */
export async function page(path: string, cookies: Readonly<Record<string, string>> = {}, method = 'GET') {
  // By the address of the API: Node.js does not resolve *.localhost as browsers do.
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `tuntas-${name}=${value}`)
    .join('; ');
  const url = `${platform().apiUrl}/console${path}`;
  const answer = await fetch(url, { method, redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
  const location = answer.headers.get('location');
  return {
    status: answer.status,
    headers: answer.headers,
    html: await answer.text(),
    leadsTo: location === null ? undefined : new URL(location),
    kept: answer.headers.getSetCookie(),
  };
}

/** Signs in on the hosted page as a browser does, and returns the ID token of the session cookie. */
export async function sessionOf(email: string, password: string): Promise<string> {
  const begun = await page('/commitments');
  const asked = begun.leadsTo?.searchParams ?? new URLSearchParams();
  const form = new URLSearchParams([...asked, ['username', email], ['password', password]]);
  const origin = begun.leadsTo?.origin ?? '';
  const submitted = await fetch(`${origin}/login`, { method: 'POST', redirect: 'manual', body: form });
  const back = new URL(submitted.headers.get('location') ?? '', origin);
  const signedIn = await page(`/sign-in${back.search}`, { 'sign-in': cookieIn(begun.kept, 'sign-in') });
  return cookieIn(signedIn.kept, 'session');
}

/** The value of a cookie that an answer sets; empty if it sets none. */
export function cookieIn(kept: readonly string[], name: string): string {
  const found = kept.map((cookie) => /^tuntas-([\w-]+)=([^;]*)/.exec(cookie)).find((parts) => parts?.[1] === name);
  return found?.[2] ?? '';
}
