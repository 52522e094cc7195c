import type { HttpEvent, HttpResult } from '../http/http-handler.ts';
import type { Begun, Cookies } from './cookies.ts';
import type { PageAnswers } from './page-answers.ts';

/** The hosted page on which people sign in. */
interface SignIn {
  begin(): Promise<Omit<Begun, 'path'> & { readonly address: string }>;
  claimsOf(idToken: string): Promise<unknown>;
}

/** What a session works with. */
interface SessionDeps {
  readonly signIn: SignIn;
  readonly cookies: Cookies;
  readonly answers: Pick<PageAnswers, 'redirect'>;
}

/** The session of a browser: an ID token in a cookie. */
export class Session {
  readonly #deps: SessionDeps;
  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  /** The verified claims of the session's token; undefined without a session, or after its end. */
  async claimsOf(event: HttpEvent): Promise<unknown> {
    const token = this.#deps.cookies.session(event);
    return token === undefined ? undefined : await this.#deps.signIn.claimsOf(token);
  }

  /** Redirects the browser to sign in, and remembers the page that it requested. */
  async begin({ rawPath, rawQueryString }: HttpEvent): Promise<HttpResult> {
    const { signIn, cookies, answers } = this.#deps;
    const { address, ...begun } = await signIn.begin();
    const path = rawQueryString === '' ? rawPath : `${rawPath}?${rawQueryString}`;
    return answers.redirect(address, [cookies.forgetSession(), cookies.keepBegun({ ...begun, path })]);
  }
}
