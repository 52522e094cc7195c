import type * as z from 'zod/mini';
import type { Route } from '../api/routes.ts';
import { services } from '../console/console-dependencies.lambda.ts';
import type { Actor } from '../people/actors.ts';
import { signedIn } from '../people/load-actor.service.ts';
import { type HttpEvent, type HttpRoute, type ProblemAnswer, problemAnswer } from '../platform/http/http-handler.ts';
import { NotSignedInError } from '../platform/http/problems.ts';
import { beginSignIn, cookies, idIn, problemPage } from '../platform/pages/page-answers.ts';
import { parsed } from '../platform/values/parsing.ts';
import { reportAnswer } from './report-answers.handlers.ts';
import { apiClientId } from './report-dependencies.lambda.ts';
import type { ReadReport } from './report-reader.service.ts';
import type { REPORT_ROUTES } from './reports.routes.ts';

/** What every report is asked by. */
export type ReportQuery = z.output<typeof REPORT_ROUTES.reportNation.query>;

/** A request for a report by somebody who is signed in. */
export interface ReportRequest {
  readonly actor: Actor;
  readonly now: Date;
  readonly query: ReportQuery;
  /** The id in the path. @throws NotFoundError there is none of that name */
  readonly id: (name: string) => string;
}

/**
 * A handler for a report, in the format that is asked for, or else a page for browsers and JSON for programs: for programs by the API's token, for people by the session of the console, and both at the same
 * address. Whoever has neither is sent to sign in if it is a browser.
 */
export function reportEndpoint(
  route: Route<z.ZodMiniType, typeof REPORT_ROUTES.reportNation.query>,
  read: (request: ReportRequest) => Promise<ReadReport>,
): HttpRoute {
  const handler = async (event: HttpEvent) => {
    const bearer = /^Bearer +(\S+)$/i.exec(event.headers.authorization ?? '')?.[1];
    const claims = await (bearer === undefined ? sessionClaims(event) : services.signIn.claimsOf(bearer, apiClientId));
    if (claims === undefined && bearer === undefined && isBrowser(event)) return await beginSignIn(event);
    if (claims === undefined) throw new NotSignedInError('Masuk dengan ID token Tuntas.');
    const actor = await signedIn(claims, services.offices);
    const query = parsed(route.query, event.queryStringParameters ?? {});
    const format = query.format ?? (isBrowser(event) ? 'html' : 'json');
    const found = await read({ actor, now: new Date(), query, id: (name) => idIn(event, name) });
    return reportAnswer(found, format, event.rawPath);
  };
  return { method: route.method, path: route.path, handler };
}

async function sessionClaims(event: HttpEvent) {
  const token = cookies.session(event);
  return token === undefined ? undefined : await services.signIn.claimsOf(token);
}

/** Whether a person is to read the answer, and not a program. */
function isBrowser({ headers }: HttpEvent): boolean {
  return headers.accept?.includes('text/html') ?? false;
}

/** What a problem looks like to whoever has asked. */
export const reportProblem: ProblemAnswer = (problem, requestId, event) =>
  isBrowser(event) ? problemPage(problem, requestId) : problemAnswer(problem, requestId);
