import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Page } from '../../console/console.routes.ts';
import { consoleUrl, services, signInUrl } from '../../console/console-dependencies.lambda.ts';
import type { Actor } from '../../people/actors.ts';
import { signedIn } from '../../people/load-actor.service.ts';
import type { HttpEvent, HttpResult, HttpRoute } from '../http/http-handler.ts';
import type { Problem } from '../http/problems.ts';
import { NotFoundError } from '../values/errors.ts';
import { Cookies } from './cookies.ts';
import { PAGE_STYLE_HASH } from './page-style.ts';
import { ProblemPage } from './public-pages.tsx';

/** A request for a page by somebody who is signed in. */
export interface Visit {
  readonly actor: Actor;
  readonly now: Date;
  readonly event: HttpEvent;
  /** The id in the path. @throws NotFoundError there is none of that name */
  readonly id: (name: string) => string;
}

export const cookies = new Cookies(consoleUrl.startsWith('https:'));

// Nothing but the style that the page carries; forms lead to us, and from signing out on to where one signs in.
function policyFor(styleHash: string): string {
  return [
    "default-src 'none'",
    `style-src '${styleHash}'`,
    `form-action 'self' ${new URL(signInUrl).origin}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': policyFor(PAGE_STYLE_HASH),
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/**
 * A page as an answer: never cached, and allowed to load nothing.
 * @param styleHash of the style that it carries, if that is not the one of all pages
 */
export function html(status: number, page: VNode, styleHash = PAGE_STYLE_HASH): HttpResult {
  return { ...writtenPage(`<!doctype html>${renderToString(page)}`, styleHash), statusCode: status };
}

/** The same with a page that was written before. */
export function writtenPage(body: string, styleHash: string): HttpResult {
  const policy = { 'content-security-policy': policyFor(styleHash) };
  return {
    statusCode: 200,
    headers: { ...HEADERS, ...policy, 'content-type': 'text/html; charset=utf-8' },
    body,
  };
}

/** Sends the browser to another address, by GET. */
export function redirect(address: string, kept: string[] = []): HttpResult {
  return { statusCode: 303, headers: { ...HEADERS, location: address }, cookies: kept };
}

/** What a problem looks like to people. */
export function problemPage(problem: Problem, requestId: string): HttpResult {
  return html(problem.status, ProblemPage({ problem, requestId }));
}

/** A handler for a page that is open to all. */
export function openPage(page: Page, answer: (event: HttpEvent) => Promise<HttpResult>): HttpRoute {
  return { method: page.method, path: page.path, handler: answer };
}

/** A handler for a page that shows something: whoever is not signed in, or no longer, does that first. */
export function page({ method, path }: Page, show: (visit: Visit) => Promise<HttpResult>): HttpRoute {
  const handler = async (event: HttpEvent) => {
    const token = cookies.session(event);
    const claims = token === undefined ? undefined : await services.signIn.claimsOf(token);
    if (claims === undefined) return await beginSignIn(event);
    const actor = await signedIn(claims, services.offices);
    return await show({ actor, now: new Date(), event, id: (name) => idIn(event, name) });
  };
  return { method, path, handler };
}

/** Sends a visitor to sign in, and remembers which page was asked for. */
export async function beginSignIn({ rawPath, rawQueryString }: HttpEvent): Promise<HttpResult> {
  const { address, ...begun } = await services.signIn.begin();
  const path = rawQueryString === '' ? rawPath : `${rawPath}?${rawQueryString}`;
  return redirect(address, [cookies.forgetSession(), cookies.keepBegun({ ...begun, path })]);
}

/** The id of that name in the path. @throws NotFoundError there is none */
export function idIn(event: HttpEvent, name: string): string {
  const value = event.pathParameters?.[name];
  if (value === undefined) throw new NotFoundError('Alamat ini tidak ada.');
  return value;
}
