import { parseCookie, stringifySetCookie } from 'cookie';
import * as z from 'zod';
import type { HttpEvent } from '../http/http-handler.ts';

/** Seconds until a pending sign-in expires. */
const SIGN_IN_SECONDS = 600;

/** A pending sign-in, with the requested page. */
const pendingSignIn = z.object({
  state: z.string(),
  verifier: z.string(),
  // Only paths of the console, even in a forged cookie: never a URL of another site.
  path: z
    .string()
    .max(1_000)
    .regex(/^\/(?:console|reports)(?:[/?][\x21-\x7e]*)?$/),
});
export type PendingSignIn = Readonly<z.infer<typeof pendingSignIn>>;

/** The cookies of the console, hidden from scripts and not sent by other sites' pages. */
export class Cookies {
  readonly #isSecure: boolean;
  readonly #firstPath: string;

  /**
   * @param isSecure whether the console uses HTTPS; only the local engine uses HTTP
   * @param firstPath path of the first page
   */
  constructor(isSecure: boolean, firstPath: string) {
    this.#isSecure = isSecure;
    this.#firstPath = firstPath;
  }

  /** The ID token of the session; undefined without one. */
  session(event: HttpEvent): string | undefined {
    return this.#read(event, 'session');
  }

  /** The pending sign-in of this browser; undefined if there is none or it expired. */
  pendingSignIn(event: HttpEvent): PendingSignIn | undefined {
    const written = this.#read(event, 'sign-in');
    if (written === undefined) return undefined;
    try {
      return pendingSignIn.parse(JSON.parse(Buffer.from(written, 'base64url').toString()));
    } catch {
      return undefined;
    }
  }

  /** Stores an ID token for its remaining validity. */
  writeSession(idToken: string, seconds: number): string {
    return this.#write('session', idToken, seconds);
  }

  /** Stores a pending sign-in; with the first page if the requested page is not a valid console path. */
  writePendingSignIn(signIn: PendingSignIn): string {
    const path = pendingSignIn.shape.path.safeParse(signIn.path).data ?? this.#firstPath;
    const value = JSON.stringify({ ...signIn, path });
    return this.#write('sign-in', Buffer.from(value).toString('base64url'), SIGN_IN_SECONDS);
  }

  clearSession(): string {
    return this.#write('session', '', 0);
  }

  clearPendingSignIn(): string {
    return this.#write('sign-in', '', 0);
  }

  /** The key of a post that was kept for a form. */
  lostPost(event: HttpEvent, form: string): string | undefined {
    return this.#read(event, `lost-${form}`);
  }

  writeLostPost(form: string, key: string, seconds: number): string {
    return this.#write(`lost-${form}`, key, seconds);
  }

  clearLostPost(form: string): string {
    return this.#write(`lost-${form}`, '', 0);
  }

  #write(name: string, value: string, seconds: number): string {
    return stringifySetCookie({
      name: this.#named(name),
      value,
      path: '/',
      maxAge: seconds,
      httpOnly: true,
      sameSite: 'lax',
      secure: this.#isSecure,
    });
  }

  #read({ cookies, headers }: HttpEvent, name: string): string | undefined {
    // API Gateway delivers cookies as a list, the local engine as a header (infra/local/engine-gaps.ts).
    const value = parseCookie(cookies?.join('; ') ?? headers.cookie ?? '')[this.#named(name)];
    return value === '' ? undefined : value;
  }

  // The prefix stops other hosts of the domain from setting these cookies; browsers require HTTPS for it.
  #named(name: string): string {
    return `${this.#isSecure ? '__Host-' : ''}tuntas-${name}`;
  }
}
