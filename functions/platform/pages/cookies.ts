import { parseCookie, stringifySetCookie } from 'cookie';
import * as z from 'zod';
import type { HttpEvent } from '../http/http-handler.ts';
import { ownPath } from './own-path.ts';

/** Seconds until a pending sign-in expires: as long as the hosted page waits for a code. */
const SIGN_IN_SECONDS = 900;

/** Sign-ins that may be pending in one browser: each is a cookie, and all of them come with every request. */
const SIGN_INS = 4;

/** The user, and the secret of the session. */
const SESSION = /^([\w.-]{1,128})\.([\w-]{43})$/;

/** The name of a pending sign-in; it ends in the state of the sign-in, 32 random bytes. */
const SIGN_IN = /^sign-in-[\w-]{43}$/;

const pendingSignIn = z.object({
  verifier: z.string(),
  // Checked again: another site must not be reached, even by a forged cookie.
  path: z.string().refine((path) => ownPath(path) !== undefined),
  /** Whether the visitor asked to stay signed in on this device. */
  isOwnDevice: z.boolean(),
  /** When it began, in seconds. */
  at: z.number(),
});

/** A pending sign-in, with the requested page. */
export type PendingSignIn = Readonly<Omit<z.infer<typeof pendingSignIn>, 'at'>> & { readonly state: string };

/** The cookies of the console, hidden from scripts and not sent by other sites' pages. */
export class Cookies {
  readonly #isSecure: boolean;

  /** @param isSecure whether the console uses HTTPS; only the local engine uses HTTP */
  constructor(isSecure: boolean) {
    this.#isSecure = isSecure;
  }

  /** The session that the browser names, which may have ended; undefined without one. */
  session(event: HttpEvent): { readonly userId: string; readonly id: string } | undefined {
    const [, userId, id] = SESSION.exec(this.#all(event).get('session') ?? '') ?? [];
    return userId === undefined || id === undefined ? undefined : { userId, id };
  }

  writeSession({ userId, id }: { readonly userId: string; readonly id: string }, seconds: number): string {
    return this.#write('session', `${userId}.${id}`, seconds);
  }

  clearSession(): string {
    return this.#write('session', '', 0);
  }

  /** The pending sign-in that an answer of the hosted page belongs to; undefined if this browser has none. */
  pendingSignIn(event: HttpEvent, state: string | null): PendingSignIn | undefined {
    const found = parsedSignIn(this.#all(event).get(`sign-in-${state}`));
    if (state === null || found === undefined) return undefined;
    const { at: _, ...signIn } = found;
    return { ...signIn, state };
  }

  /** Stores a pending sign-in, beside those of other tabs. Only the latest are kept. */
  writePendingSignIn(event: HttpEvent, { state, ...signIn }: PendingSignIn, now: Date): string[] {
    const value = JSON.stringify({ ...signIn, at: Math.floor(now.getTime() / 1_000) });
    const written = this.#write(`sign-in-${state}`, Buffer.from(value).toString('base64url'), SIGN_IN_SECONDS);
    const older = [...this.#all(event)]
      .filter(([name]) => SIGN_IN.test(name))
      .map(([name, each]) => ({ name, at: parsedSignIn(each)?.at ?? 0 }))
      .toSorted((one, other) => other.at - one.at);
    return [written, ...older.slice(SIGN_INS - 1).map(({ name }) => this.#write(name, '', 0))];
  }

  clearPendingSignIn({ state }: PendingSignIn): string {
    return this.#write(`sign-in-${state}`, '', 0);
  }

  /** The key of a post that was kept for a form. */
  lostPost(event: HttpEvent, form: string): string | undefined {
    return this.#all(event).get(`lost-${form}`);
  }

  writeLostPost(form: string, key: string, seconds: number): string {
    return this.#write(`lost-${form}`, key, seconds);
  }

  clearLostPost(form: string): string {
    return this.#write(`lost-${form}`, '', 0);
  }

  #write(name: string, value: string, seconds: number): string {
    return stringifySetCookie({
      name: `${this.#prefix}${name}`,
      value,
      path: '/',
      maxAge: seconds,
      httpOnly: true,
      sameSite: 'lax',
      secure: this.#isSecure,
    });
  }

  /** Our cookies, by name without prefix. */
  #all({ cookies, headers }: HttpEvent): ReadonlyMap<string, string> {
    // API Gateway delivers cookies as a list, the local engine as a header (infra/local/engine-gaps.ts).
    const all = Object.entries(parseCookie(cookies?.join('; ') ?? headers.cookie ?? ''));
    return new Map(
      all.flatMap(([name, value = '']) =>
        name.startsWith(this.#prefix) && value !== '' ? [[name.slice(this.#prefix.length), value] as const] : [],
      ),
    );
  }

  // The prefix stops other hosts of the domain from setting these cookies; browsers require HTTPS for it.
  get #prefix(): string {
    return `${this.#isSecure ? '__Host-' : ''}tuntas-`;
  }
}

function parsedSignIn(cookie: string | undefined) {
  try {
    return pendingSignIn.parse(JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString()));
  } catch {
    return undefined;
  }
}
