import type { HttpEvent, HttpResult } from '../http/http-handler.ts';
import type { Cookies, PendingSignIn } from './cookies.ts';
import type { PageAnswers } from './page-answers.ts';

/** The hosted sign-in page. */
interface SignIn {
  begin(): Promise<Omit<PendingSignIn, 'path'> & { readonly address: string }>;
  claimsOf(idToken: string): Promise<unknown>;
}

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

  /** The verified claims of the session's token; undefined without a valid session. */
  async claimsOf(event: HttpEvent): Promise<unknown> {
    const token = this.#deps.cookies.session(event);
    return token === undefined ? undefined : await this.#deps.signIn.claimsOf(token);
  }

  /** Redirects the browser to sign in, and stores the requested page. */
  async begin({ rawPath, rawQueryString }: HttpEvent): Promise<HttpResult> {
    const { signIn, cookies, answers } = this.#deps;
    const { address, ...pending } = await signIn.begin();
    const path = rawQueryString === '' ? rawPath : `${rawPath}?${rawQueryString}`;
    return answers.redirect(address, [cookies.clearSession(), cookies.writePendingSignIn({ ...pending, path })]);
  }
}
