import type { HttpEvent, HttpResult } from '../http/http-handler.ts';
import { ownPath } from './own-path.ts';
import type { PageAnswers } from './page-answers.ts';

/** The console's own page for signing in, which leads on to the page that the visitor wanted. */
export class Entrance {
  readonly #consoleUrl: string;
  readonly #answers: Pick<PageAnswers, 'redirect'>;

  /** @param consoleUrl URL of the console, without a trailing slash: also for requests that came by another host */
  constructor(consoleUrl: string, answers: Pick<PageAnswers, 'redirect'>) {
    this.#consoleUrl = consoleUrl;
    this.#answers = answers;
  }

  /** Leads a visitor without a session to sign in. Changes nothing: the visitor begins the sign-in there. */
  ask({ rawPath, rawQueryString }: HttpEvent): HttpResult {
    const wanted = rawQueryString === '' ? rawPath : `${rawPath}?${rawQueryString}`;
    return this.#answers.redirect(`${this.#consoleUrl}/enter${queryOf(wanted)}`);
  }

  /** The path of the page that the visitor wanted; the console's first one if it is none of ours. */
  wantedBy({ rawQueryString }: HttpEvent): string {
    return ownPath(new URLSearchParams(rawQueryString).get('to')) ?? '/console';
  }

  /** Leads on to a path of ours. */
  leadOn(path: string, cookies: string[] = []): HttpResult {
    return this.#answers.redirect(new URL(path, this.#consoleUrl).href, cookies);
  }
}

/** The query of the sign-in page that remembers a page; empty for the first one. */
function queryOf(path: string): string {
  const own = ownPath(path);
  return own === undefined || own === '/console' ? '' : `?${new URLSearchParams({ to: own })}`;
}
