import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ALL_ROUTES } from '../../../functions/api/all.routes.ts';
import { openApi } from '../../../functions/api/openapi.handlers.ts';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { viewOf } from '../../../functions/commitments/commitment-view.ts';
import { FORUM, RAISE, SITUATION_NAMES, SITUATIONS } from '../../builders/decided.ts';
import { OFFICES } from '../../builders/palopo.ts';
import { ROWS } from '../../oracles/move-table.ts';

const schema = z.record(z.string(), z.unknown());
const content = z.record(z.string(), z.strictObject({ schema }));
const parameter = z.strictObject({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  description: z.string().optional(),
  schema,
});
const operation = z.strictObject({
  operationId: z.string(),
  summary: z.string().min(3),
  description: z.string().optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z.array(parameter),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(
    z.string().regex(/^([1-5]\d\d|default)$/),
    z.strictObject({ description: z.string(), content: content.optional() }),
  ),
});

/** The part of OpenAPI 3.1 that we use; refuses anything else. */
const document = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(
    z.string().startsWith('/'),
    z.strictObject({
      get: operation.optional(),
      post: operation.optional(),
      put: operation.optional(),
      delete: operation.optional(),
    }),
  ),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[\w.-]+$/), schema),
    securitySchemes: z.record(
      z.string(),
      z.strictObject({ type: z.literal('http'), scheme: z.literal('bearer'), bearerFormat: z.string() }),
    ),
  }),
});

const { paths, components } = document.parse(openApi());
const routes = Object.entries(ALL_ROUTES).map(([name, route]) => ({ name, ...route }));
const at = (method: string, path: string) => {
  const found = Object.entries(paths[path] ?? {}).find(([verb]) => verb === method.toLowerCase())?.[1];
  if (found === undefined) throw new Error(`${method} ${path} is not described`);
  return found;
};

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
const GATEWAY_MESSAGE = { 'application/json': { schema: { $ref: '#/components/schemas/GatewayMessage' } } };

const ajv = new Ajv2020({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  allErrors: true,
  validateFormats: false,
});
/** The validation errors of a value. */
function misfits(where: Readonly<Record<string, unknown>> | undefined, value: unknown) {
  if (where === undefined) throw new Error('there is no such schema');
  const fits = ajv.compile({ ...where, components });
  fits(JSON.parse(JSON.stringify(value)));
  return fits.errors ?? [];
}
ajv.addKeyword('components');

describe('the OpenAPI document', () => {
  it('describes exactly the routes of the API', () => {
    const described = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('is JSON', () => {
    expect(JSON.parse(JSON.stringify(openApi()))).toEqual(openApi());
  });

  it('has no dangling reference', () => {
    const references = [...JSON.stringify(openApi()).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to);
    const known = Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(new Set(references)).toEqual(new Set(known));
  });
});

describe.each(routes)('$method $path', ({ name, method, path, who, answers, query }) => {
  const described = at(method, path);

  it('has the name of its route as operation id', () => {
    expect(described.operationId).toBe(name);
  });

  it('requires an ID token unless it is public', () => {
    expect(described.security).toEqual(who === 'open' ? undefined : [{ idToken: [] }]);
    expect(Object.keys(components.securitySchemes)).toEqual(['idToken']);
  });

  it('lists path parameters, filters, the idempotency key and the office to act for', () => {
    const named = (place: string) => described.parameters.filter((row) => row.in === place);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameterName]) => parameterName);
    expect(named('path').map((row) => [row.name, row.required])).toEqual(inPath.map((each) => [each, true]));
    expect(named('query').map((row) => [row.name, row.required])).toEqual(
      Object.keys(query.def.shape).map((each) => [each, false]),
    );
    expect(named('header').map((row) => row.name)).toEqual([
      ...(method === 'POST' ? ['Idempotency-Key'] : []),
      ...(who === 'open' ? [] : ['Tuntas-Office']),
    ]);
  });

  it('has a body exactly for POST and PUT', () => {
    expect(described.requestBody !== undefined).toBe(method === 'POST' || method === 'PUT');
  });

  it('lists the statuses of its route, those of the gateway, and a problem by default', () => {
    const ofGateway = [...(who === 'open' ? [] : ['401']), '429', 'default'];
    expect(Object.keys(described.responses).sort()).toEqual([...Object.keys(answers), ...ofGateway].sort());
    expect(described.responses.default?.content).toEqual(PROBLEM);
    expect(described.responses[429]?.content).toEqual(GATEWAY_MESSAGE);
  });

  it('has valid JSON schemas', () => {
    const schemas = [
      ...described.parameters.map((row) => row.schema),
      ...[described.requestBody, ...Object.values(described.responses)].flatMap((part) =>
        Object.values(part?.content ?? {}).map((row) => row.schema),
      ),
    ];
    for (const each of schemas) expect(() => ajv.compile({ ...each, components })).not.toThrow();
  });
});

it.each([
  [
    'GET',
    '/me',
    'the gateway, or by the function for a token that is not an ID token',
    { ...GATEWAY_MESSAGE, ...PROBLEM },
  ],
  ['GET', '/reports/national', 'the function alone, because it also accepts a session', PROBLEM],
] as const)('%s %s without a valid token is answered by %s', (method, path, _, content) => {
  expect(at(method, path).responses[401]?.content).toEqual(content);
});

it('the OpenAPI document tells how HEAD, a slash at the end and the errors of the gateway are answered', () => {
  expect(document.parse(openApi()).info.description).toMatch(/HEAD .*slash .*401.*429.*application\/json/);
});

describe('the described schema', () => {
  const inBody = (name: keyof typeof ALL_ROUTES) =>
    at(ALL_ROUTES[name].method, ALL_ROUTES[name].path).requestBody?.content['application/json']?.schema;
  const answered = (name: keyof typeof ALL_ROUTES, status: number) =>
    at(ALL_ROUTES[name].method, ALL_ROUTES[name].path).responses[String(status)]?.content?.['application/json']?.schema;

  it.each(SITUATION_NAMES)('accepts a commitment that is %s, and its events', (situation) => {
    const { commitment, events } = SITUATIONS[situation]();
    const now = new Date('2025-07-14T02:00:00.000Z');
    expect(misfits(answered('getCommitment', 200), viewOf(commitment, now, DECREED_CALENDAR))).toEqual([]);
    expect(misfits(answered('listEvents', 200), { items: events, cursor: 'x' })).toEqual([]);
  });

  it.each(
    Object.values(ROWS)
      .flat()
      .map(({ body }) => body),
  )('accepts the body of $move', (body) => {
    expect(misfits(inBody('moveCommitment'), { ...body, version: 1 })).toEqual([]);
    expect(misfits(inBody('moveCommitment'), { ...body, version: 1, more: true })).not.toEqual([]);
  });

  it('accepts a raise, a forum and an office', () => {
    const { forumId: _, ...opened } = FORUM;
    expect(misfits(inBody('raiseCommitment'), RAISE)).toEqual([]);
    expect(misfits(inBody('createForum'), opened)).toEqual([]);
    for (const office of OFFICES.values()) expect(misfits(inBody('createOffice'), office)).toEqual([]);
  });

  it('accepts a problem', () => {
    const problem = {
      type: 'urn:x',
      title: 'x',
      status: 409,
      detail: 'x',
      code: 'version-stale',
      instance: 'x',
      version: 2,
    };
    expect(misfits(components.schemas.Problem, problem)).toEqual([]);
    expect(misfits(components.schemas.Problem, { ...problem, code: 'other' })).not.toEqual([]);
  });
});
