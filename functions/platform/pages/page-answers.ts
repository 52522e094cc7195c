import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { HttpResult, ProblemAnswer } from '../http/http-handler.ts';
import { PAGE_STYLE_HASH } from './page-style.ts';
import { ProblemPage } from './public-pages.tsx';

const HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** Answers with pages, which are never cached and load nothing. */
export class PageAnswers {
  readonly #signInOrigin: string;

  /** @param signInUrl the page of the user pool to which signing out leads */
  constructor(signInUrl: string) {
    this.#signInOrigin = new URL(signInUrl).origin;
  }

  /**
   * A page.
   * @param styleHash hash of its style element, if it is not the style of all pages
   */
  html(status: number, page: VNode, styleHash = PAGE_STYLE_HASH): HttpResult {
    return { ...this.written(`<!doctype html>${renderToString(page)}`, styleHash), statusCode: status };
  }

  /** A page that was rendered before. */
  written(body: string, styleHash: string): HttpResult {
    const headers = { ...this.#headers(styleHash), 'content-type': 'text/html; charset=utf-8' };
    return { statusCode: 200, headers, body };
  }

  /** Redirects the browser, by GET. */
  redirect(address: string, cookies: string[] = []): HttpResult {
    return { statusCode: 303, headers: { ...this.#headers(PAGE_STYLE_HASH), location: address }, cookies };
  }

  /** A problem as a page. */
  readonly problem: ProblemAnswer = (problem, requestId) =>
    this.html(problem.status, ProblemPage({ problem, requestId }));

  #headers(styleHash: string) {
    // Forms lead to the console, and from signing out on to the page of the user pool.
    const policy = [
      "default-src 'none'",
      `style-src '${styleHash}'`,
      `form-action 'self' ${this.#signInOrigin}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; ');
    return { ...HEADERS, 'content-security-policy': policy };
  }
}
