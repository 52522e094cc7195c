import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { OFFICE } from '../builders/bodies.ts';
import { forumBody, GORONTALO, PALOPO } from '../builders/commitments.ts';
import { as, read, refusedPaths } from '../engine/api.ts';
import { officeShape } from '../oracles/shapes.ts';

const admin = as('admin');
const list = z.strictObject({ items: z.array(officeShape), cursor: z.string().optional() });
const LUWU = ['73.17', '73.22', '73.24'];

async function entered(changes: object = {}) {
  const office = { ...OFFICE, officeId: `73.73-${crypto.randomUUID()}`, ...changes };
  return read(await admin.send('POST', '/offices', { body: office }), 201, officeShape);
}

async function listedUnder(region: string): Promise<readonly string[]> {
  const answer = await admin.send('GET', `/offices?region=${region}`);
  return read(answer, 200, list).items.map(({ officeId }) => officeId);
}

describe('an office', () => {
  it('is listed for its final regions only, after concurrent changes by several administrators', async () => {
    const { officeId } = await entered();
    const changes = LUWU.map((code) => ({ ...OFFICE, officeId, region: null, serves: [code] }));
    const answers = await Promise.all(changes.map((body) => admin.send('PUT', `/offices/${officeId}`, { body })));
    for (const { status } of answers) expect([200, 503]).toContain(status);
    const under = await Promise.all(['73.73', ...LUWU].map(listedUnder));
    expect(under.filter((ids) => ids.includes(officeId))).toHaveLength(1);
  });

  it('must serve the region that it lies in', async () => {
    const office = { ...OFFICE, officeId: `73.73-${crypto.randomUUID()}`, serves: ['64.02'] };
    expect(refusedPaths(await admin.send('POST', '/offices', { body: office }))).toEqual(['serves']);
  });

  it.each`
    changes                                                        | because
    ${{ escalatesTo: '73.73-tidak-ada' }}                          | ${'there is none of that name'}
    ${{ officeId: OFFICE.officeId, escalatesTo: OFFICE.officeId }} | ${'it would stand above itself'}
  `('is refused with $changes: $because', async ({ changes }) => {
    const office = { ...OFFICE, officeId: `73.73-${crypto.randomUUID()}`, ...changes };
    expect(refusedPaths(await admin.send('POST', '/offices', { body: office }))).toEqual(['escalatesTo']);
  });
});

describe('one key', () => {
  it('opens no second forum in another region', async () => {
    const key = crypto.randomUUID();
    expect((await admin.send('POST', '/forums', { body: forumBody(PALOPO), key })).status).toBe(201);
    const other = await admin.send('POST', '/forums', { body: forumBody(GORONTALO), key });
    expect(other.status).toBe(422);
    expect(JSON.parse(other.text)).toMatchObject({ code: 'idempotency-conflict' });
  });
});
