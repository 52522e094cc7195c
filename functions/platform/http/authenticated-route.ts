import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type * as z from 'zod';
import { NotFoundError, NotPermittedError, NotSignedInError } from '../values/errors.ts';
import type { Idempotency } from '../values/idempotency.ts';
import { parsed } from '../values/parsing.ts';
import { type HttpEvent, type HttpResult, type HttpRoute, withBody } from './http-handler.ts';
import { idempotencyOf } from './idempotency-key.ts';
import { type PathParams, type RequestShape, takesBody, type Who } from './route.ts';

/** How a Lambda function authenticates its callers. */
export interface Authentication<Actor> {
  /**
   * Authenticates the caller; undefined without a token or session.
   * @throws NotSignedInError the token is no valid ID token
   * @throws NotPermittedError the caller has no account, no office, or not the named one
   */
  readonly loadActor: (event: HttpEvent, now: Date) => Promise<Actor | undefined>;
  /** Answers a caller without token or session; undefined to refuse the caller. */
  readonly signIn?: (event: HttpEvent) => Promise<HttpResult> | HttpResult | undefined;
}

/** An authenticated, validated request. */
export interface AuthenticatedRequest<Shape extends RequestShape, Actor> {
  readonly params: PathParams<Shape['path']>;
  readonly query: z.output<Shape['query']>;
  readonly body: z.output<Shape['body']>;
  readonly actor: Actor;
  readonly now: Date;
  readonly idempotency: Idempotency;
  /** The request as the gateway delivered it. */
  readonly event: HttpEvent;
}

/** A route handler that still needs the Lambda function's authentication. */
export type RouteHandler<Actor> = (authentication: Authentication<Actor>) => HttpRoute;

/**
 * The only way to handle an authenticated request: checks the caller's identity and role and validates the request
 * before it calls the handler. The factory fixes the actor type for all handlers.
 */
export function authenticatedRoute<Actor extends { readonly userId: string; readonly role: string }>() {
  return <Shape extends RequestShape>(
    shape: Shape,
    handle: (request: AuthenticatedRequest<Shape, Actor>) => Promise<HttpResult>,
  ): RouteHandler<Actor> => {
    const { method, path, who, body, query } = shape;
    return ({ loadActor, signIn }) => {
      const handler = async (event: HttpEvent): Promise<HttpResult> => {
        const now = new Date();
        const actor = await loadActor(event, now);
        if (actor === undefined) {
          const answer = await signIn?.(event);
          if (answer !== undefined) return answer;
          throw new NotSignedInError('Masuk dengan ID token Tuntas.');
        }
        checkRole(actor, who);
        return await handle({
          body: parsed<Shape['body']>(body, event.body),
          query: parsed<Shape['query']>(query, event.queryStringParameters ?? {}),
          params: paramsOf<Shape['path']>(path, event),
          actor,
          now,
          idempotency: idempotencyOf(event, actor.userId),
          event,
        });
      };
      return { method, path, handler: takesBody(shape) ? withBody(handler) : handler };
    };
  };
}

/** @throws NotPermittedError the role may not call the route */
export function checkRole({ role }: { readonly role: string }, who: Who): void {
  if (Array.isArray(who) && !who.includes(role)) {
    throw new NotPermittedError('Peran Anda tidak mencakup tindakan ini.');
  }
}

/** The handler of a public route. */
export function openRoute(
  { method, path }: Pick<RequestShape, 'method' | 'path'>,
  handle: (event: HttpEvent, now: Date) => Promise<HttpResult>,
): RouteHandler<unknown> {
  return () => ({ method, path, handler: async (event: HttpEvent) => await handle(event, new Date()) });
}

export function routesWith<Actor>(
  authentication: Authentication<Actor>,
  handlers: readonly RouteHandler<Actor>[],
): HttpRoute[] {
  return handlers.map((bind) => bind(authentication));
}

/** The claims that the gateway's JWT authorizer verified. */
export function gatewayClaims({ requestContext }: HttpEvent): unknown {
  const context: Partial<APIGatewayProxyEventV2WithJWTAuthorizer['requestContext']> = requestContext;
  return context.authorizer?.jwt.claims;
}

/** The token in the Authorization header; undefined without one. */
export function bearerToken({ headers }: HttpEvent): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

/** @throws NotFoundError the gateway did not deliver every parameter of the path */
export function paramsOf<Path extends string>(path: Path, { pathParameters = {} }: HttpEvent): PathParams<Path> {
  if (hasParams(path, pathParameters)) return pathParameters;
  throw new NotFoundError('Alamat ini tidak ada.');
}

function hasParams<Path extends string>(
  path: Path,
  params: Readonly<Record<string, string | undefined>>,
): params is Readonly<Record<string, string | undefined>> & PathParams<Path> {
  return [...path.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => params[name] !== undefined);
}
