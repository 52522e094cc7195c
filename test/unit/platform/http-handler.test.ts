import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type HttpEvent, http, json, withBody } from '../../../functions/platform/http/http-handler.ts';
import { logger } from '../../../functions/platform/logger.ts';
import { InputRefusedError, NotReachedError } from '../../../functions/platform/values/errors.ts';
import { CONTEXT } from '../../builders/lambda-context.ts';

const seen: unknown[] = [];
const handler = http([
  { method: 'GET', path: '/pages/{proxy+}', handler: async () => json(200, 'any') },
  { method: 'GET', path: '/pages/{pageId}', handler: async () => json(200, 'one') },
  { method: 'GET', path: '/fine', handler: async () => json(200, { fine: true }) },
  {
    method: 'GET',
    path: '/things/{thingId}',
    handler: async (event: HttpEvent) => json(200, event.pathParameters ?? {}),
  },
  {
    method: 'GET',
    path: '/file',
    handler: async () => ({ statusCode: 200, headers: {}, body: 'AAAA', isBase64Encoded: true }),
  },
  {
    method: 'GET',
    path: '/refused',
    handler: async () => {
      throw new InputRefusedError([{ path: 'due.on', message: 'bukan hari kerja' }]);
    },
  },
  {
    method: 'GET',
    path: '/busy',
    handler: async () => {
      throw new NotReachedError('Ulangi sebentar lagi.');
    },
  },
  {
    method: 'GET',
    path: '/broken',
    handler: async () => {
      throw new Error('password of table tuntas-data');
    },
  },
  {
    method: 'POST',
    path: '/things',
    handler: withBody(async (event) => {
      seen.push(event.body);
      return json(201, event.body);
    }),
  },
]);

function eventOf(method: string, path: string, more: Partial<HttpEvent> = {}): HttpEvent {
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'api.example',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '19/Jun/2025:02:00:00 +0000',
      timeEpoch: 1_750_298_400_000,
    },
    ...more,
  };
}

async function call(method: string, path: string, more: Partial<HttpEvent> = {}) {
  const { statusCode, headers = {}, body = '' } = await handler(eventOf(method, path, more), CONTEXT);
  return { status: statusCode, headers, body: JSON.parse(body) };
}

const logged: string[] = [];
beforeAll(() => {
  for (const level of ['info', 'error'] as const) {
    vi.spyOn(logger, level).mockImplementation((...args) => void logged.push(JSON.stringify(args)));
  }
});
afterAll(() => vi.restoreAllMocks());

describe('a response', () => {
  it('is uncached JSON with the request id', async () => {
    expect(await call('GET', '/fine')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json', 'x-request-id': 'request-1', 'cache-control': 'no-store' },
      body: { fine: true },
    });
  });

  it('is that of the most specific route, whatever the order of the routes', async () => {
    expect(await call('GET', '/pages/7')).toMatchObject({ body: 'one' });
    expect(await call('GET', '/pages/7/else')).toMatchObject({ body: 'any' });
  });

  it('has the path parameters', async () => {
    const { body } = await call('GET', '/things/a1', { pathParameters: { thingId: 'a1' } });
    expect(body).toMatchObject({ thingId: 'a1' });
  });
});

describe('an error response', () => {
  it.each`
    path          | status | code                | detail
    ${'/refused'} | ${400} | ${'invalid-input'}  | ${'Perbaiki isian yang disebut dalam errors.'}
    ${'/busy'}    | ${503} | ${'unavailable'}    | ${'Ulangi sebentar lagi.'}
    ${'/nowhere'} | ${404} | ${'not-found'}      | ${'Alamat ini tidak ada.'}
    ${'/broken'}  | ${500} | ${'internal-error'} | ${expect.stringContaining('gangguan')}
  `('of $path is a problem with status $status and code $code', async ({ path, status, code, detail }) => {
    const answer = await call('GET', path);
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': 'application/problem+json', 'x-request-id': 'request-1' },
      body: { type: `urn:tuntas:problem:${code}`, status, code, detail, instance: 'request-1' },
    });
    expect(answer.body.title).toMatch(/\w/);
  });

  it('lists the invalid fields', async () => {
    const { body } = await call('GET', '/refused');
    expect(body.errors).toEqual([{ path: 'due.on', message: 'bukan hari kerja' }]);
  });

  it('has retry-after only if a retry may succeed', async () => {
    expect((await call('GET', '/busy')).headers).toHaveProperty('retry-after');
    expect((await call('GET', '/refused')).headers).not.toHaveProperty('retry-after');
  });

  it('hides the cause of an internal error', async () => {
    expect(JSON.stringify(await call('GET', '/broken'))).not.toContain('tuntas-data');
  });
});

describe('HEAD', () => {
  const answerTo = async (method: string, path: string) => await handler(eventOf(method, path), CONTEXT);

  it.each(['/fine', '/things/a1', '/file', '/refused', '/busy', '/nowhere', '/broken'])(
    'of %s has the status and headers of GET, and no body',
    async (path) => {
      const got = await answerTo('GET', path);
      expect(got.body).not.toBe('');
      expect(await answerTo('HEAD', path)).toEqual({ ...got, body: '', isBase64Encoded: false });
    },
  );

  it('of a path that takes POST only is answered 404, and does nothing', async () => {
    seen.length = 0;
    expect(await answerTo('HEAD', '/things')).toMatchObject({ statusCode: 404, body: '' });
    expect(seen).toEqual([]);
  });
});

describe('a request without a route of the gateway', () => {
  it.each(['/fine', '/fine/'])('is answered 404 for %s, because no token was verified', async (path) => {
    const answer = await call('GET', path, { routeKey: '$default' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found', detail: 'Alamat ini tidak ada.' } });
  });
});

describe('a body', () => {
  const post = (body: string | undefined, more: Partial<HttpEvent> = {}) =>
    call('POST', '/things', { ...(body === undefined ? {} : { body }), ...more });

  it('is parsed, with or without base64 encoding', async () => {
    expect(await post('{"a": 1}')).toMatchObject({ status: 201, body: { a: 1 } });
    const body = Buffer.from('{"a": 1}').toString('base64');
    expect(await post(body, { isBase64Encoded: true })).toMatchObject({ status: 201, body: { a: 1 } });
  });

  it.each`
    body                                             | because
    ${'{"a": 1'}                                     | ${'it is cut off'}
    ${'a=1'}                                         | ${'it is a form'}
    ${''}                                            | ${'it is empty'}
    ${undefined}                                     | ${'there is none'}
    ${'{"__proto__": {"isAdmin": true}}'}            | ${'it reaches into prototypes'}
    ${'{"a": {"__proto__": {"isAdmin": true}}}'}     | ${'it reaches into prototypes further down'}
    ${'{"constructor": {"prototype": {"a": true}}}'} | ${'it reaches into prototypes by their constructor'}
  `('is refused for $body: $because', async ({ body }) => {
    seen.length = 0;
    expect(await post(body)).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(seen).toEqual([]);
  });

  it('is refused without a JSON content type', async () => {
    const answer = await post('{"a": 1}', { headers: { 'content-type': 'text/plain' } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });

  const sized = (bytes: number) => JSON.stringify({ a: 'x'.repeat(bytes - '{"a":""}'.length) });

  it.each`
    bytes            | status
    ${64 * 1024}     | ${201}
    ${64 * 1024 + 1} | ${413}
  `('of $bytes bytes is answered with $status', async ({ bytes, status }) => {
    expect(await post(sized(bytes))).toMatchObject({ status });
    const body = Buffer.from(sized(bytes)).toString('base64');
    expect(await post(body, { isBase64Encoded: true })).toMatchObject({ status });
  });

  it('is limited in bytes, not in characters', async () => {
    expect(await post(JSON.stringify({ a: 'é'.repeat(33_000) }))).toMatchObject({
      status: 413,
      body: { code: 'too-large' },
    });
  });
});

describe('the log', () => {
  it('records status and code of a refusal, but no request content', async () => {
    logged.length = 0;
    await call('POST', '/things', { body: '{"name": "Pemegang Jabatan"' });
    expect(logged.join()).toContain('invalid-input');
    expect(logged.join()).not.toContain('Pemegang');
  });
});
