import * as z from 'zod';
import { commitmentView } from '../commitments/commitment-view.ts';
import { PROBLEMS } from '../platform/http/problems.ts';
import type { Route } from '../platform/http/route.ts';
import { OFFICE_HEADER } from '../platform/values/office-header.ts';
import { report } from '../reports/report-form.ts';
import { run } from '../runs/runs.ts';
import { ALL_ROUTES } from './all.routes.ts';

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(Object.keys(PROBLEMS)),
  instance: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  version: z.int().optional(),
  allowed: z.array(z.string()).optional(),
  missing: z.array(z.string()).optional(),
});

/** The body of the gateway's own answers, which no function writes. */
const ofGateway = z.object({ message: z.string() });

/** Shared schemas, referenced by name. */
const NAMED: ReadonlyMap<z.ZodType, string> = new Map<z.ZodType, string>([
  [problem, 'Problem'],
  [ofGateway, 'GatewayMessage'],
  [commitmentView, 'Commitment'],
  [report, 'Report'],
  [run, 'Run'],
]);

const DESCRIPTION = [
  'Commitments of BPJS Kesehatan partnership forums.',
  'HEAD answers as GET does, without a body.',
  'Addresses have no slash at their end.',
  'The gateway itself answers a request without a valid token (401), one too many (429), and one that no function could',
  'answer (500, 503), as application/json with a message; every other problem is application/problem+json with a code.',
].join(' ');

let cached: object | undefined;

/** The OpenAPI 3.1 document, generated from the route table and cached. */
export function openApi(): object {
  cached ??= {
    openapi: '3.1.0',
    info: { title: 'Tuntas', version: '1.0.0', description: DESCRIPTION },
    paths: paths(),
    components: {
      schemas: Object.fromEntries([...NAMED].map(([schema, name]) => [name, schemaOf(schema, 'output')])),
      securitySchemes: { idToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
  return cached;
}

function paths(): object {
  const byPath: Record<string, Record<string, object>> = {};
  for (const [operationId, route] of Object.entries(ALL_ROUTES)) {
    byPath[route.path] = { ...byPath[route.path], [route.method.toLowerCase()]: operation(operationId, route) };
  }
  return byPath;
}

function operation(operationId: string, route: Route): object {
  const isOpen = route.who === 'open';
  const who = typeof route.who === 'string' ? {} : { description: `For: ${route.who.join(', ')}` };
  return {
    operationId,
    summary: route.title,
    ...who,
    ...(isOpen ? {} : { security: [{ idToken: [] }] }),
    parameters: [
      ...pathParameters(route),
      ...queryParameters(route),
      ...keyParameter(route),
      ...officeParameter(route),
    ],
    ...(route.method === 'POST' || route.method === 'PUT'
      ? {
          requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } },
        }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, schema]) => [status, answer(status, schema, route)]),
      ),
      ...(isOpen ? {} : { 401: unauthorized(route) }),
      429: { description: 'Too many requests: repeat later', content: GATEWAY_MESSAGE },
      default: { description: 'A problem (RFC 9457)', content: PROBLEM },
    },
  };
}

const PROBLEM = { 'application/problem+json': { schema: answeredBy(problem) } };
const GATEWAY_MESSAGE = { 'application/json': { schema: answeredBy(ofGateway) } };

/** The gateway verifies tokens, except where the function also accepts a session; functions refuse all but ID tokens. */
function unauthorized({ takesSession }: Route): object {
  return {
    description: 'No valid ID token',
    content: takesSession === true ? PROBLEM : { ...GATEWAY_MESSAGE, ...PROBLEM },
  };
}

function answer(status: string, schema: z.ZodType, { files = ['application/json'], alsoAs = [] }: Route): object {
  if (status === '204') return { description: 'Done, and nothing more to say' };
  const described = { schema: answeredBy(schema) };
  const inWords = { schema: { type: 'string' } };
  const content = [...files.map((type) => [type, described]), ...alsoAs.map((type) => [type, inWords])];
  return { description: 'Done', content: Object.fromEntries(content) };
}

function answeredBy(schema: z.ZodType): object {
  const name = NAMED.get(schema);
  return name === undefined ? schemaOf(schema, 'output') : { $ref: `#/components/schemas/${name}` };
}

function pathParameters(route: Route): readonly object[] {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameters(route: Route): readonly object[] {
  const { properties = {} } = schemaOf(route.query, 'input');
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

function keyParameter(route: Route): readonly object[] {
  const schema = { type: 'string', minLength: 1, maxLength: 200 };
  return route.method === 'POST' ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema }] : [];
}

function officeParameter({ who }: Route): readonly object[] {
  if (who === 'open') return [];
  const description = 'The office to act for, of those that the caller holds today; required where several may act';
  return [{ name: OFFICE_HEADER, in: 'header', required: false, description, schema: { type: 'string' } }];
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' });
}
