import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ReadOnlyTable } from '../../../functions/platform/read-only-table.ts';

type Answer = 'cut off' | readonly [status: number, body: object];

const ITEM = { Item: { pk: { S: 'a' }, n: { N: '1' } } };
const refusal = (name: string) => ({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'no' });
const tooMuch = (name: string) => [400, refusal(name)] as const;

/** What DynamoDB answers, one after the other, and what it was asked. */
let answers: Answer[] = [];
let asked: { readonly headers: IncomingMessage['headers']; readonly body: unknown }[] = [];

const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
  asked.push({ headers: request.headers, body: JSON.parse(await text(request)) });
  const answer = answers.shift();
  if (answer === 'cut off' || answer === undefined) response.destroy();
  else response.writeHead(answer[0]).end(JSON.stringify(answer[1]));
});

beforeAll(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'none');
  vi.stubEnv('AWS_SESSION_TOKEN', 'the-session');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  asked = [];
});

const isAddress = (address: ReturnType<typeof server.address>): address is AddressInfo =>
  typeof address === 'object' && address !== null;

function table(): ReadOnlyTable {
  const address = server.address();
  if (!isAddress(address)) throw new Error('the stand-in does not listen');
  return new ReadOnlyTable('the-table', 'ap-southeast-3', `http://127.0.0.1:${address.port}`);
}

const read = async () => await table().get({ pk: 'a', sk: 'b' });

describe('a read', () => {
  it('is signed for DynamoDB in its region, and names what it does', async () => {
    answers = [[200, ITEM]];
    expect(await read()).toEqual({ pk: 'a', n: 1 });
    const [{ headers, body } = { headers: {}, body: {} }] = asked;
    expect(headers['x-amz-target']).toBe('DynamoDB_20120810.GetItem');
    expect(headers['x-amz-security-token']).toBe('the-session');
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/\d{8}\/ap-southeast-3\/dynamodb\/aws4_request, /,
    );
    expect(body).toEqual({ TableName: 'the-table', Key: { pk: { S: 'a' }, sk: { S: 'b' } }, ConsistentRead: true });
  });

  it.each<[string, Answer[]]>([
    [
      'DynamoDB is in trouble',
      [
        [500, refusal('InternalServerError')],
        [200, ITEM],
      ],
    ],
    [
      'something in between answers for it',
      [
        [503, {}],
        [502, {}],
        [200, ITEM],
      ],
    ],
    ['the connection breaks', ['cut off', [200, ITEM]]],
    ['there are too many', [tooMuch('ThrottlingException'), [200, ITEM]]],
    ['the table is used too much', [tooMuch('ProvisionedThroughputExceededException'), [200, ITEM]]],
  ])('is tried again when %s', async (_, all) => {
    answers = [...all];
    expect(await read()).toEqual({ pk: 'a', n: 1 });
    expect(asked).toHaveLength(all.length);
  });

  it.each<[string, Answer, string, number]>([
    ['is refused for good', [400, refusal('AccessDeniedException')], 'AccessDeniedException', 1],
    ['is too much three times', tooMuch('ThrottlingException'), 'ThrottlingException', 3],
    ['finds DynamoDB in trouble three times', [500, {}], 'NotReachedError', 3],
    ['breaks off three times', 'cut off', 'NotReachedError', 3],
  ])('that %s fails by that name', async (_, answer, name, tries) => {
    answers = [answer, answer, answer, answer];
    await expect(read()).rejects.toMatchObject({ name });
    expect(asked).toHaveLength(tries);
  });

  it('of more than DynamoDB takes at once is several, a hundred keys each', async () => {
    answers = [
      [200, { Responses: {} }],
      [200, { Responses: {} }],
    ];
    await table().getAll(Array.from({ length: 101 }, (_, index) => ({ pk: `${index}`, sk: 'x' })));
    expect(asked.map(({ body }) => JSON.stringify(body).split('"sk"').length - 1)).toEqual([100, 1]);
  });

  it('of many goes on with what was not processed', async () => {
    const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'x' } });
    answers = [
      [200, { Responses: { 'the-table': [key('a')] }, UnprocessedKeys: { 'the-table': { Keys: [key('b')] } } }],
      [200, { Responses: { 'the-table': [key('b')] }, UnprocessedKeys: {} }],
    ];
    const wanted = ['b', 'a'].map((pk) => ({ pk, sk: 'x' }));
    expect(await table().getAll(wanted)).toEqual(wanted);
    expect(asked.map(({ body }) => body)).toEqual([
      { RequestItems: { 'the-table': { Keys: [key('b'), key('a')] } } },
      { RequestItems: { 'the-table': { Keys: [key('b')] } } },
    ]);
  });
});

it('nothing is ever written', async () => {
  for (const write of [() => table().write(), () => table().put(), () => table().remove()]) {
    await expect(write()).rejects.toMatchObject({ name: 'WriteRefusedError' });
  }
  expect(asked).toEqual([]);
});
