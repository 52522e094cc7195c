import { beforeAll, describe, expect, it } from 'vitest';
import { ALL_ROUTES } from '../../functions/api/all.routes.ts';
import type { Route } from '../../functions/platform/http/route.ts';
import { BODIES } from '../builders/bodies.ts';
import { commitmentAt, KOTIM, PALOPO } from '../builders/commitments.ts';
import { type Answer, as, refusal, withToken } from '../engine/api.ts';

const NOBODY = '7373-00000000000000000000';

const routes: readonly (Route & { readonly name: string; readonly fit: object | undefined })[] = Object.entries(
  ALL_ROUTES,
).map(([name, route]) => ({
  ...route,
  name,
  fit: Object.entries(BODIES).find(([of]) => of === name)?.[1],
}));
const withId = routes.filter(({ path }) => path.includes('{'));

/** Requests a route with ids in its path. */
async function ask(
  route: (typeof routes)[number],
  ids: Readonly<Record<string, string>>,
  who: string,
): Promise<Answer> {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? '');
  return await as(who).send(route.method, path, route.fit === undefined ? {} : { body: route.fit });
}

const mayCall = ({ who }: Route, role: 'official' | 'admin' | 'auditor') => !Array.isArray(who) || who.includes(role);

describe('a commitment outside of the scope', () => {
  const foreign: Record<string, string> = {};

  beforeAll(async () => {
    const commitment = await commitmentAt('inProgress', KOTIM);
    const { evidenceId } = JSON.parse(
      (await as(KOTIM.owner).send('POST', `/commitments/${commitment.id}/evidence`, { body: BODIES.addEvidence })).text,
    );
    Object.assign(foreign, { forumId: commitment.view.forumId, commitmentId: commitment.id, evidenceId });
  });

  it('is visible within its region, and to readers of the nation', async () => {
    for (const who of [KOTIM.owner, KOTIM.branch, 'bpjs-kedeputian-viii', 'bpjs-pusat', 'auditor', 'admin']) {
      expect((await as(who).send('GET', `/commitments/${foreign.commitmentId}`)).status).toBe(200);
    }
  });

  it('is hidden from every filter', async () => {
    const { forumId } = foreign;
    for (const path of [
      '/commitments?region=62.02',
      '/commitments?region=62',
      '/forums?region=62.02',
      '/offices?region=62.02',
      `/commitments?forum=${forumId}`,
    ]) {
      refusal(await as(PALOPO.owner).send('GET', path), 404, 'not-found');
    }
  });

  it('hides its evidence under another commitment’s address', async () => {
    const other = await commitmentAt('inProgress', KOTIM);
    const answer = await as(KOTIM.owner).send('GET', `/commitments/${other.id}/evidence/${foreign.evidenceId}`);
    refusal(answer, 404, 'not-found');
  });
});

describe('an invalid id', () => {
  const ODD = [
    'abc',
    '7373',
    '7373-',
    '7373-0000000000000000000g',
    '7373-00000000000000000000-0',
    '9999-00000000000000000000',
    '73.73-00000000000000000000',
    NOBODY.toUpperCase().replace('7373', '73F3'),
    '__proto__',
    'constructor',
    '*',
    '%2A',
    '%00',
    '%0d%0aset-cookie:a=b',
    '%2e%2e%2fhealth',
    'COMMITMENT%23x',
    '%F0%9F%92%A9',
    '%27%22%3Cscript%3E',
    'a'.repeat(2_000),
  ];

  it.each(withId)('is answered 404 by $method $path in any form', async (route) => {
    const who = mayCall(route, 'admin') ? 'admin' : PALOPO.owner;
    for (const odd of ODD) {
      const ids = {
        forumId: odd,
        commitmentId: odd,
        officeId: odd,
        evidenceId: odd,
        runId: odd,
        code: odd,
        region: odd,
        kedeputian: odd,
        userId: odd,
      };
      refusal(await ask(route, ids, who), 404, 'not-found');
    }
  });
});

describe('missing permissions', () => {
  it('answer 403 to evidence of anyone but the owner', async () => {
    const commitment = await commitmentAt('inProgress');
    for (const who of ['admin', PALOPO.branch, PALOPO.verifier, PALOPO.support]) {
      refusal(
        await as(who).send('POST', `/commitments/${commitment.id}/evidence`, { body: BODIES.addEvidence }),
        403,
        'forbidden',
      );
    }
  });

  it('answer 403 to forums and commitments of an office outside of the secretariat; an admin needs the role only', async () => {
    const commitment = await commitmentAt('raised');
    for (const who of [PALOPO.owner, PALOPO.chair, 'bpjs-kedeputian-ix', 'bpjs-pusat']) {
      refusal(await as(who).send('POST', '/forums', { body: BODIES.createForum }), 403, 'forbidden');
      const path = `/forums/${commitment.view.forumId}/commitments`;
      refusal(await as(who).send('POST', path, { body: BODIES.raiseCommitment }), 403, 'forbidden');
    }
    expect((await as('admin').send('POST', '/forums', { body: BODIES.createForum })).status).toBe(201);
  });
});

describe('an address outside of the route table', () => {
  it.each([
    ['POST', '/'],
    ['GET', '/nowhere'],
    ['DELETE', '/commitments/7373-00000000000000000000'],
    ['PATCH', '/offices/73.73-dinkes'],
    ['POST', '/health'],
    ['GET', '/commitments/7373-00000000000000000000/moves'],
  ])('answers %s %s with 404 to everybody', async (method, path) => {
    refusal(await withToken().send(method, path), 404, 'not-found');
  });

  it('is public for GET /health and /openapi.json', async () => {
    for (const path of ['/health', '/openapi.json']) {
      const answer = await withToken().send('GET', path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('x-request-id')).toMatch(/\S/);
    }
  });

  it('is none of the routes in the OpenAPI document, which has the whole route table', async () => {
    const { openapi, paths } = JSON.parse((await withToken().send('GET', '/openapi.json')).text);
    expect(openapi).toMatch(/^3\.1\./);
    for (const { method, path } of routes) expect(paths[path]).toHaveProperty(method.toLowerCase());
  });
});
