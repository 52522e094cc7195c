import { parseCookie, stringifySetCookie } from 'cookie';
import * as z from 'zod';
import type { HttpEvent } from '../http/http-handler.ts';

/** Seconds after which a started sign-in is void. */
const SIGN_IN_SECONDS = 600;

/** A started sign-in, and the page that was requested. */
const begun = z.object({
  state: z.string(),
  verifier: z.string(),
  // A path of ours and nothing else, whoever wrote the cookie: never an address of another site.
  path: z
    .string()
    .max(1_000)
    .regex(/^\/(?:console|reports)(?:[/?][\x21-\x7e]*)?$/),
});
export type Begun = Readonly<z.infer<typeof begun>>;

/** The cookies of the console: scripts cannot read them, and other sites' pages do not send them along. */
export class Cookies {
  readonly #isSecure: boolean;
  readonly #firstPath: string;

  /**
   * @param isSecure whether the console is reached by HTTPS; only the local engine speaks plain HTTP
   * @param firstPath path of the first page
   */
  constructor(isSecure: boolean, firstPath: string) {
    this.#isSecure = isSecure;
    this.#firstPath = firstPath;
  }

  /** The ID token of the session, if there is one. */
  session(event: HttpEvent): string | undefined {
    return this.#read(event, 'session');
  }

  /** The sign-in that has begun in this browser, if it is still waited for. */
  begun(event: HttpEvent): Begun | undefined {
    const written = this.#read(event, 'sign-in');
    if (written === undefined) return undefined;
    try {
      return begun.parse(JSON.parse(Buffer.from(written, 'base64url').toString()));
    } catch {
      return undefined;
    }
  }

  /** Keeps an ID token for as long as it is in force. */
  keepSession(idToken: string, seconds: number): string {
    return this.#write('session', idToken, seconds);
  }

  /** Keeps a sign-in; where the page that was asked for cannot be kept with it, it leads to the first page. */
  keepBegun(signIn: Begun): string {
    const path = begun.shape.path.safeParse(signIn.path).data ?? this.#firstPath;
    const kept = JSON.stringify({ ...signIn, path });
    return this.#write('sign-in', Buffer.from(kept).toString('base64url'), SIGN_IN_SECONDS);
  }

  forgetSession(): string {
    return this.#write('session', '', 0);
  }

  forgetBegun(): string {
    return this.#write('sign-in', '', 0);
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
    // AWS hands cookies over in a list of their own, the local engine in their header (infra/local/engine-gaps.ts).
    const value = parseCookie(cookies?.join('; ') ?? headers.cookie ?? '')[this.#named(name)];
    return value === '' ? undefined : value;
  }

  // With this prefix no other host of the domain can set them; browsers demand HTTPS for it.
  #named(name: string): string {
    return `${this.#isSecure ? '__Host-' : ''}tuntas-${name}`;
  }
}
