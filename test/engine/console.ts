import { platform } from './under-test.ts';

/** A page as it came over the wire, without following where it leads. */
export async function page(path: string, cookies: Readonly<Record<string, string>> = {}, method = 'GET') {
  // By the API's address: programs do not find the names that browsers do.
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

/** Signs in as a browser does on the hosted page, and gives the ID token that the console then keeps. */
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

/** The value of a cookie among those that an answer sets. */
export function cookieIn(kept: readonly string[], name: string): string {
  const found = kept.map((cookie) => /^tuntas-([\w-]+)=([^;]*)/.exec(cookie)).find((parts) => parts?.[1] === name);
  return found?.[2] ?? '';
}
