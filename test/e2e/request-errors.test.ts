import { describe, expect, it } from 'vitest';
import { ALL_ROUTES } from '../../functions/api/all.routes.ts';
import { BODIES } from '../builders/bodies.ts';
import { commitmentAt, forumBody, PALOPO } from '../builders/commitments.ts';
import { as, refusal, refusedPaths } from '../engine/api.ts';

const { branch, owner } = PALOPO;
const inProgress = commitmentAt('inProgress');

/** Every route that takes a body, with somebody who may call it and ids that nobody has. */
const TAKING_A_BODY = Object.entries(ALL_ROUTES)
  .filter(([, { method }]) => method === 'POST' || method === 'PUT')
  .map(([name, { method, path, who }]) => ({
    route: `${method} ${path}`,
    method,
    path: path.replaceAll(/\{\w+\}/g, '7373-00000000000000000000'),
    who: Array.isArray(who) && who.includes('admin') ? 'admin' : owner,
    fit: Object.entries(BODIES).find(([of]) => of === name)?.[1] ?? {},
  }));

describe.each(TAKING_A_BODY)('$route', ({ method, path, who, fit }) => {
  const json = JSON.stringify(fit);

  it.each([
    ['broken off', json.slice(0, -1)],
    ['empty', ''],
    ['no JSON', '<forum/>'],
    ['no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['a list', `[${json}]`],
    ['a text', JSON.stringify(json)],
    ['null', 'null'],
    ['a number', '3'],
    ['nested beyond reason', '['.repeat(30_000)],
    ['with __proto__', json.replace('{', '{"__proto__": {"version": 1}, ')],
    ['with constructor.prototype', json.replace('{', '{"constructor": {"prototype": {}}, ')],
  ])('refuses a body that is %s', async (_, raw) => {
    expect(refusedPaths(await as(who).send(method, path, { raw }))).not.toEqual([]);
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', ''])(
    'refuses the content type "%s"',
    async (type) => {
      const answer = await as(who).send(method, path, { body: fit, headers: { 'content-type': type } });
      expect(refusedPaths(answer)).toEqual(['']);
    },
  );

  it('refuses an unknown field by its name', async () => {
    const answer = await as(who).send(method, path, { body: { ...fit, tenggat: '2026-01-05' } });
    const { errors } = refusal(answer, 400, 'invalid-input');
    expect(errors).toEqual([{ path: 'tenggat', message: 'tidak dikenal; hapus isian ini' }]);
  });

  it('refuses an unknown field of the query', async () => {
    const answer = await as(who).send(method, `${path}?dryRun=true`, { body: fit });
    expect(refusedPaths(answer)).toEqual(['dryRun']);
  });

  it('refuses a body over 64 KB, and accepts exactly 64 KB', async () => {
    const filled = (bytes: number) => `${json.slice(0, -1)}${' '.repeat(bytes - json.length)}}`;
    refusal(await as(who).send(method, path, { raw: filled(64 * 1024 + 1) }), 413, 'too-large');
    // Refused for its key, so that nothing comes of it.
    expect(
      (await as(who).send(method, path, { raw: filled(64 * 1024), headers: { 'idempotency-key': '' } })).status,
    ).toBe(400);
  });
});

const cursorOf = (at: unknown) => Buffer.from(JSON.stringify(at)).toString('base64url');

describe('a list', () => {
  it.each([
    ['/commitments?stage=open', 'stage'],
    ['/commitments?stage=', 'stage'],
    ['/commitments?stage=raised&stage=closed', 'stage'],
    ['/commitments?turn=theirs', 'turn'],
    ['/commitments?overdue=false', 'overdue'],
    ['/commitments?office=73.73%20dinkes', 'office'],
    [`/commitments?forum=${'a'.repeat(65)}`, 'forum'],
    ['/commitments?tahap=raised', 'tahap'],
    ['/forums?stage=raised', 'stage'],
    ['/offices?limit=1000', 'limit'],
    ['/me?verbose', 'verbose'],
    ['/regions?cursor=-100', 'cursor'],
    ['/regions?cursor=1.5', 'cursor'],
    ['/regions?cursor=next', 'cursor'],
    ...['/commitments', '/forums', '/offices', `/commitments/{commitmentId}/events`].flatMap((path) =>
      [
        'x',
        '%00',
        'bnVsbA',
        cursorOf({ range: -1 }),
        cursorOf({ range: 1_000_000 }),
        cursorOf({ range: 0.5 }),
        cursorOf({ range: 0, key: { pk: 'OFFICE#bpjs-pusat', sk: 'HOLDER#2026-01-01' } }),
        cursorOf({ range: 0, key: { pk: 'COMMITMENT#6202-00000000000000000000', sk: 'EVENT#000001' } }),
        cursorOf({ range: 0, key: {} }),
        cursorOf({ range: 0, key: { __proto__: 'x', constructor: 'y' } }),
        'a'.repeat(2_001),
      ].map((cursor) => [`${path}?cursor=${cursor}`, 'cursor'] satisfies [string, string]),
    ),
  ])('refuses %s', async (path, at) => {
    const { id } = await inProgress;
    expect(refusedPaths(await as(owner).send('GET', path.replace('{commitmentId}', id)))).toEqual([at]);
  });

  it('refuses the cursor of another list', async () => {
    const cursor = cursorOf({ range: 0, key: { place: '62', placeSort: 'COMMITMENT#62.02#', pk: 'x', sk: 'y' } });
    expect(refusedPaths(await as(owner).send('GET', `/commitments?cursor=${cursor}`))).toEqual(['cursor']);
  });
});

describe('Idempotency-Key', () => {
  it.each(['', 'a'.repeat(201)])('is refused as "%s"', async (key) => {
    const answer = await as(branch).send('POST', '/forums', { body: forumBody(), headers: { 'idempotency-key': key } });
    expect(refusedPaths(answer)).toEqual(['Idempotency-Key']);
  });
});
