import { describe, expect, it } from 'vitest';
import { PALOPO } from '../builders/commitments.ts';
import { as, withToken } from '../engine/api.ts';
import { platform } from '../engine/under-test.ts';

/** Headers of one request only. */
const ITS_OWN = ['apigw-requestid', 'connection', 'content-length', 'date', 'x-request-id'];

function shared(headers: Headers) {
  return Object.fromEntries([...headers].filter(([name]) => !ITS_OWN.includes(name)));
}

describe('HEAD', () => {
  it.each([
    ['an open route', '/health', 200],
    ['a list', '/regions', 200],
    ['a report', `/reports/regions/${PALOPO.region}`, 200],
    ['a report as a file', `/reports/regions/${PALOPO.region}?format=xlsx`, 200],
    ['a refused query', '/commitments?stage=none', 400],
    ['a route of others', '/runs', 403],
    ['an unknown path', '/nowhere', 404],
  ] as const)('of %s (%s) has status %i and the headers of GET, without a body', async (_, path, status) => {
    const api = as(PALOPO.branch);
    const [head, get] = [await api.send('HEAD', path), await api.send('GET', path)];
    expect([head.status, get.status]).toEqual([status, status]);
    expect(head.text).toBe('');
    expect(head.headers.get('x-request-id')).toMatch(/\S/);
    expect(shared(head.headers)).toEqual(shared(get.headers));
  });

  it('without a token is answered 401 where GET is', async () => {
    expect((await withToken().send('HEAD', '/me')).status).toBe(401);
  });

  it('of a page redirects to the sign-in, as for a mail scanner that follows the link of a letter', async () => {
    const answer = await fetch(`${platform().apiUrl}/console/commitments`, { method: 'HEAD', redirect: 'manual' });
    expect([answer.status, await answer.text()]).toEqual([303, '']);
    expect(answer.headers.get('location')).toMatch(/\S/);
  });

  it('of a page that takes POST only is answered 404', async () => {
    const answer = await fetch(`${platform().apiUrl}/console/sign-out`, { method: 'HEAD', redirect: 'manual' });
    expect(answer.status).toBe(404);
  });
});

it('a slash at the end of an address changes nothing: a valid token is accepted, none is refused', async () => {
  const branch = as(PALOPO.branch);
  expect((await branch.send('GET', '/me/')).text).toBe((await branch.send('GET', '/me')).text);
  expect((await withToken().send('GET', '/me/')).status).toBe(401);
});
