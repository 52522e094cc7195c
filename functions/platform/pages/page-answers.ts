import { h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { HttpResult } from '../http/http-handler.ts';
import type { Problem } from '../http/problems.ts';
import { type Responsible, ResponsibleContext } from './page-frame.tsx';
import { PAGE_STYLE_HASH } from './page-style.ts';
import { ProblemPage, type Visitor } from './public-pages.tsx';

const HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  // With `no-referrer` a browser sends `Origin: null` for our own forms.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

/** HTML responses, never cached; the content security policy forbids loading resources. */
export class PageAnswers {
  readonly #signInOrigin: string;
  readonly #responsible: Responsible;

  /**
   * @param signInUrl the user pool page to which signing out redirects
   */
  constructor(signInUrl: string, responsible: Responsible) {
    this.#signInOrigin = new URL(signInUrl).origin;
    this.#responsible = responsible;
  }

  /**
   * Renders a page.
   * @param styles hashes of its style elements, if not the common style
   */
  html(status: number, page: VNode, styles: string | readonly string[] = PAGE_STYLE_HASH): HttpResult {
    const whole = h(ResponsibleContext.Provider, { value: this.#responsible, children: page });
    return { ...this.written(`<!doctype html>${renderToString(whole)}`, styles), statusCode: status };
  }

  /** A page that was rendered earlier. */
  written(body: string, styles: string | readonly string[]): HttpResult {
    const headers = { ...this.#headers(styles), 'content-type': 'text/html; charset=utf-8' };
    return { statusCode: 200, headers, body };
  }

  /** Redirects the browser with GET. */
  redirect(address: string, cookies: string[] = []): HttpResult {
    return { statusCode: 303, headers: { ...this.#headers(PAGE_STYLE_HASH), location: address }, cookies };
  }

  /** @param visitor who reads it, if known */
  problem(problem: Problem, requestId: string, visitor?: Visitor): HttpResult {
    return this.html(problem.status, ProblemPage({ problem, requestId, visitor }));
  }

  #headers(styles: string | readonly string[]) {
    // Sign-out posts to the console, which redirects to the user pool page.
    const policy = [
      "default-src 'none'",
      `style-src ${[styles]
        .flat()
        .map((hash) => `'${hash}'`)
        .join(' ')}`,
      `form-action 'self' ${this.#signInOrigin}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; ');
    return { ...HEADERS, 'content-security-policy': policy };
  }
}
