import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  type Authentication,
  authenticatedRoute,
  bearerToken,
  gatewayClaims,
  routesWith,
} from '../../../functions/platform/http/authenticated-route.ts';
import { type HttpEvent, http, json } from '../../../functions/platform/http/http-handler.ts';
import type { Who } from '../../../functions/platform/http/route.ts';
import { keyedRequest } from '../../../functions/platform/values/idempotency.ts';
import { httpEvent } from '../../builders/http-event.ts';
import { CONTEXT } from '../../builders/lambda-context.ts';

interface Caller {
  readonly userId: string;
  readonly role: string;
}
const OFFICIAL: Caller = { userId: 'a1', role: 'official' };
const authenticated = authenticatedRoute<Caller>();
const things = (who: Who) => ({
  method: 'POST' as const,
  path: '/things/{thingId}' as const,
  who,
  body: z.strictObject({ count: z.int() }),
  query: z.strictObject({ from: z.string().optional() }),
});

function answering(who: Who, authentication: Partial<Authentication<Caller>> = {}) {
  const route = authenticated(things(who), async ({ params, query, body, actor, idempotency }) =>
    json(200, { params, query, body, actor, request: keyedRequest(idempotency) ?? 'none' }),
  );
  const known = { loadActor: async () => OFFICIAL, ...authentication };
  const handler = http(routesWith(known, [route]));
  return async (input: { query?: Record<string, string>; body?: object; key?: string; office?: string } = {}) => {
    const event = httpEvent({
      claims: { sub: 'a1' },
      method: 'POST',
      path: '/things/t7',
      body: { count: 1 },
      ...input,
    });
    const { statusCode, headers, body = '' } = await handler(event, CONTEXT);
    return { status: statusCode, headers, body: body === '' ? undefined : JSON.parse(body) };
  };
}

describe('an authenticated route', () => {
  it('passes the validated request and the actor to its handler', async () => {
    expect(await answering('signedIn')({ query: { from: 'x' } })).toMatchObject({
      status: 200,
      body: { params: { thingId: 't7' }, query: { from: 'x' }, body: { count: 1 }, actor: OFFICIAL, request: 'none' },
    });
  });

  it('loads the actor from the claims that the gateway verified', async () => {
    const loadActor = async (event: HttpEvent) => ({
      ...OFFICIAL,
      userId: z.object({ sub: z.string() }).parse(gatewayClaims(event)).sub,
    });
    expect(await answering('signedIn', { loadActor })()).toMatchObject({ body: { actor: { userId: 'a1' } } });
  });

  it('tells requests for two offices apart, though key and body are the same', async () => {
    const call = answering('signedIn');
    const { request } = (await call({ key: 'k', office: 'a' })).body;
    const other = (await call({ key: 'k', office: 'b' })).body.request;
    expect(other.id).toBe(request.id);
    expect(other.hash).not.toBe(request.hash);
  });

  it('recognizes a repeated request by caller and key, and a reused key by the request hash', async () => {
    const call = answering('signedIn');
    const { request } = (await call({ key: 'k' })).body;
    expect((await call({ key: 'k' })).body.request).toEqual(request);
    const other = (await call({ key: 'k', body: { count: 2 } })).body.request;
    expect(other.id).toBe(request.id);
    expect(other.hash).not.toBe(request.hash);
  });

  it.each`
    input                        | because
    ${{ body: { count: 'x' } }}  | ${'the body is invalid'}
    ${{ query: { until: '1' } }} | ${'the query parameter is unknown'}
    ${{ key: 'k'.repeat(201) }}  | ${'the key is too long'}
  `('refuses $input: $because', async ({ input }) => {
    expect(await answering('signedIn')(input)).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });

  it.each`
    who                      | status
    ${'signedIn'}            | ${200}
    ${['official', 'admin']} | ${200}
    ${['admin']}             | ${403}
    ${[]}                    | ${403}
  `('answers an official with $status if it requires $who', async ({ who, status }) => {
    expect(await answering(who)()).toMatchObject({ status });
  });

  it('checks the role before it validates the body', async () => {
    expect(await answering(['admin'])({ body: {} })).toMatchObject({ status: 403 });
  });

  it('redirects a caller who is not signed in, if the function supports it, and refuses it otherwise', async () => {
    const signIn = async () => ({ statusCode: 303, headers: { location: '/sign-in' } });
    const loadActor = async () => undefined;
    expect(await answering('signedIn', { loadActor, signIn })()).toMatchObject({ status: 303 });
    expect(await answering('signedIn', { signIn })()).toMatchObject({ status: 200 });
    expect(await answering('signedIn', { loadActor, signIn: () => undefined })()).toMatchObject({ status: 401 });
    expect(await answering('signedIn', { loadActor })()).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  });
});

describe('a bearer token', () => {
  const tokenOf = (authorization: string | undefined) =>
    bearerToken({
      ...httpEvent({ claims: {}, method: 'GET', path: '/' }),
      headers: authorization ? { authorization } : {},
    });

  it.each`
    header            | token
    ${'Bearer a.b.c'} | ${'a.b.c'}
    ${'bearer  a.b'}  | ${'a.b'}
    ${'Basic a'}      | ${undefined}
    ${'Bearer'}       | ${undefined}
    ${undefined}      | ${undefined}
  `('of the header $header is $token', ({ header, token }) => {
    expect(tokenOf(header)).toBe(token);
  });
});
