import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Route } from '../../api/routes.ts';
import type { OfficeStore } from '../../offices/offices.store.ts';
import type { Actor } from '../../people/actors.ts';
import { signedIn } from '../../people/load-actor.service.ts';
import { derivedId } from '../keys.ts';
import { seal } from '../values/canonical-hash.ts';
import { NotFoundError, NotPermittedError } from '../values/errors.ts';
import { parsed } from '../values/parsing.ts';
import { type HttpEvent, type HttpResult, type HttpRoute, withBody } from './http-handler.ts';

/** A request that has passed the door: its parts fit the route, and whoever makes it may call it. */
export interface ApiRequest<Body, Query> {
  readonly body: Body;
  readonly query: Query;
  readonly actor: Actor;
  readonly now: Date;
  /** The id in the path. @throws NotFoundError there is none of that name */
  readonly id: (name: string) => string;
  /** What a repeated request is known by. */
  readonly identity: RequestIdentity;
}

/** What a repeated request is known by: equal for equal caller and key, or unlike any other where no key is given. */
export interface RequestIdentity {
  readonly moveId: string;
  readonly hasKey: boolean;
  /** Hash of path and body, by which a repetition is told from another request with the same key. */
  readonly hash: string;
}

/** A handler for a route that is open to all. */
export function openEndpoint(route: Route, answer: () => HttpResult): HttpRoute {
  return { method: route.method, path: route.path, handler: async () => answer() };
}

/**
 * The door of the signed-in routes of one Lambda function: parse, check who may, then the story.
 * @param offices whose scope the callers have; the function's own store, so that its bundle holds nothing else
 */
export function doorOf(offices: Pick<OfficeStore, 'get'>) {
  return <Body extends z.ZodMiniType, Query extends z.ZodMiniType>(
    route: Route<Body, Query>,
    handle: (request: ApiRequest<z.output<Body>, z.output<Query>>) => Promise<HttpResult>,
  ): HttpRoute => {
    const handler = async (event: HttpEvent) => {
      const actor = await signedIn(claimsOf(event), offices);
      if (Array.isArray(route.who) && !actor.roles.some((role) => route.who.includes(role))) {
        throw new NotPermittedError('Peran Anda tidak mencakup tindakan ini.');
      }
      return await handle({
        body: parsed(route.body, event.body),
        query: parsed(route.query, event.queryStringParameters ?? {}),
        actor,
        now: new Date(),
        id: (name) => idIn(event, name),
        identity: identityOf(event, actor),
      });
    };
    return { method: route.method, path: route.path, handler: takesBody(route) ? withBody(handler) : handler };
  };
}

/** Whether requests of the route have a body. */
export function takesBody({ method }: Pick<Route, 'method'>): boolean {
  return method === 'POST' || method === 'PUT';
}

function claimsOf(event: HttpEvent): unknown {
  const context: Partial<APIGatewayProxyEventV2WithJWTAuthorizer['requestContext']> = event.requestContext;
  return context.authorizer?.jwt.claims;
}

function idIn(event: HttpEvent, name: string): string {
  const value = event.pathParameters?.[name];
  if (value === undefined) throw new NotFoundError('Alamat ini tidak ada.');
  return value;
}

const keyHeader = z.object({ 'Idempotency-Key': z.optional(z.string().check(z.minLength(1), z.maxLength(200))) });

function identityOf(event: HttpEvent, actor: Actor): RequestIdentity {
  const { 'Idempotency-Key': key } = parsed(keyHeader, { 'Idempotency-Key': event.headers['idempotency-key'] });
  return {
    moveId: key === undefined ? derivedId(crypto.randomUUID()) : derivedId(`${actor.userId}\n${key}`),
    hasKey: key !== undefined,
    hash: seal({ method: event.requestContext.http.method, path: event.rawPath, body: event.body }),
  };
}
