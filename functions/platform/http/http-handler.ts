import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy, { type MiddlewareObj } from '@middy/core';
import jsonBodyParser from '@middy/http-json-body-parser';
import httpRouter, { type Route } from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { logger } from '../logger.ts';
import { InputRefusedError, NotFoundError, TooLargeError } from '../values/errors.ts';
import { PROBLEMS, type Problem, problemOf } from './problems.ts';

/** The largest request body, in bytes. */
const BODY_LIMIT = 64 * 1024;

/** The `retry-after` of unavailable responses. */
const RETRY_AFTER_SECONDS = 2;

/** The route of requests that match no other. */
const UNKNOWN_ROUTE = '$default';

const NO_SUCH_ADDRESS = 'Alamat ini tidak ada.';

export type HttpEvent = APIGatewayProxyEventV2;
export type HttpResult = APIGatewayProxyStructuredResultV2 & { readonly statusCode: number };

export type HttpRoute = Route<HttpEvent, HttpResult>;
export type HttpHandler = (event: HttpEvent) => Promise<HttpResult>;

/** A JSON response, never cached. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpResult {
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body: JSON.stringify(body),
  };
}

export function noContent(): HttpResult {
  return { statusCode: 204, headers: { 'cache-control': 'no-store' } };
}

/** The middleware stack of a route with a body: JSON within the size limit, without keys that reach into prototypes. */
export function withBody(handle: HttpHandler) {
  return middy<HttpEvent, HttpResult>()
    .use({
      before: ({ event }) => {
        const size = Buffer.byteLength(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
        if (size > BODY_LIMIT) throw new TooLargeError('Isi permintaan melebihi 64 KB.');
      },
    })
    .use(jsonBodyParser())
    .handler(handle);
}

export type ProblemAnswer = (problem: Problem, requestId: string, event: HttpEvent) => Promise<HttpResult> | HttpResult;

/**
 * Answers HEAD as GET, without the body. API Gateway has routes for both (infra/constructs/http-api.ts).
 */
function headAsGet(): MiddlewareObj<HttpEvent, HttpResult> {
  const heads = new WeakSet<HttpEvent>();
  const withoutBody: MiddlewareObj<HttpEvent, HttpResult>['after'] = (request) => {
    const { event, response } = request;
    if (response && heads.has(event)) request.response = { ...response, body: '', isBase64Encoded: false };
  };
  return {
    before: (request) => {
      const { requestContext } = request.event;
      if (requestContext.http.method !== 'HEAD') return;
      const http = { ...requestContext.http, method: 'GET' };
      request.event = { ...request.event, requestContext: { ...requestContext, http } };
      heads.add(request.event);
    },
    after: withoutBody,
    onError: withoutBody,
  };
}

/**
 * The middleware stack of an HTTP function: log context, routing, and every error as a problem with the request id.
 * What API Gateway has no route for is answered 404, whatever the router makes of its path: no token was verified.
 * @param answer formats a problem; RFC 9457 unless given
 */
export function http(routes: HttpRoute[], answer: ProblemAnswer = problemAnswer) {
  return middy<HttpEvent, HttpResult>()
    .use(headAsGet())
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use({
      before: ({ event }) => {
        logger.appendKeys({ requestId: event.requestContext.requestId, route: event.routeKey });
        if (event.routeKey === UNKNOWN_ROUTE) throw new NotFoundError(NO_SUCH_ADDRESS);
      },
      after: (request) => {
        const { requestId } = request.event.requestContext;
        request.response = {
          ...request.response,
          headers: { ...request.response?.headers, 'x-request-id': requestId },
        };
      },
      onError: async (request) => {
        const { requestId } = request.event.requestContext;
        const problem = logProblem(problemOf(translateError(request.error)), request.error);
        const response = await answer(problem, requestId, request.event);
        request.response = { ...response, headers: { ...response.headers, 'x-request-id': requestId } };
      },
    })
    .handler(httpRouter<HttpEvent, HttpResult>(catchAllsLast(routes)));
}

/** API Gateway prefers the most specific route, the router the first that fits. */
function catchAllsLast(routes: readonly HttpRoute[]): HttpRoute[] {
  return routes.toSorted((one, other) => Number(isCatchAll(one)) - Number(isCatchAll(other)));
}

const isCatchAll = ({ path }: HttpRoute) => path.endsWith('/{proxy+}');

function logProblem(problem: Problem, error: unknown): Problem {
  const { status, code } = problem;
  if (status >= 500) logger.error('request failed', { error });
  else logger.info('request refused', { status, code });
  return problem;
}

/** A problem response by RFC 9457. */
export function problemAnswer({ status, code, title, detail, errors, more }: Problem, requestId: string): HttpResult {
  const body = {
    type: `urn:tuntas:problem:${code}`,
    title,
    status,
    detail,
    code,
    instance: requestId,
    errors,
    ...more,
  };
  const headers = { 'content-type': 'application/problem+json' };
  const wait = { ...headers, 'retry-after': String(RETRY_AFTER_SECONDS) };
  return json(status, body, code === 'unavailable' ? wait : headers);
}

// Translates errors of the router (unknown path) and of the body parser (invalid JSON).
function translateError(error: unknown): unknown {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (status === PROBLEMS['not-found'].status) return new NotFoundError(NO_SUCH_ADDRESS);
  if (status === 415 || status === 422) {
    return new InputRefusedError([
      { path: '', message: 'isi permintaan harus berupa JSON yang sah (application/json)' },
    ]);
  }
  return error;
}
