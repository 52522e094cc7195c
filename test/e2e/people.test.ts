import { describe, expect, it } from 'vitest';
import { OFFICE, PERSON } from '../builders/bodies.ts';
import { GORONTALO, PALOPO } from '../builders/commitments.ts';
import { as, read, refusal, refusedPaths, withToken } from '../engine/api.ts';
import { mailsTo } from '../engine/inbox.ts';
import { platform } from '../engine/under-test.ts';
import { until } from '../engine/until.ts';
import { createUser, signIn } from '../engine/users.ts';
import { meShape, personShape } from '../oracles/shapes.ts';

const admin = as('admin');
const official = as(PALOPO.owner);
const INVITED = [201, personShape] as const;
const INVITATION = 'Akun Tuntas Anda untuk Dinas Kesehatan Kota Palopo';

const somebody = (changes: object = {}) => ({ ...PERSON, email: `${crypto.randomUUID()}@example.org`, ...changes });
const withTokenOf = async (email: string) => withToken((await signIn(email)).idToken);

describe('a person', () => {
  it('is invited by letter, signs in, is changed, and is out at once when the access ends', async () => {
    const body = somebody();
    const invited = await admin.post('/people', body, INVITED);
    expect(invited).toEqual({ ...body, userId: expect.any(String), version: 1, invitedAt: expect.any(String) });
    await until(async () => (await mailsTo(body.email, INVITATION)).length, 1);
    const [letter] = await mailsTo(body.email, INVITATION);
    expect(letter?.BodyText).toContain('BPJS Kesehatan Kantor Pusat memberi Anda akun Tuntas selaku petugas');
    expect(letter?.BodyText).toContain(platform().consoleUrl);

    const person = await withTokenOf(body.email);
    expect(await person.get('/me', meShape)).toMatchObject({ userId: invited.userId, office: PALOPO.owner });
    const path = `/people/${invited.userId}`;
    const moved = { offices: [{ officeId: GORONTALO.owner }], version: 1 };
    const changed = read(await admin.send('PUT', path, { body: moved }), 200, personShape);
    expect(changed).toEqual({ ...invited, offices: moved.offices, version: 2 });
    expect(await person.get('/me', meShape)).toMatchObject({ office: GORONTALO.owner, serves: [GORONTALO.region] });
    expect(refusal(await admin.send('PUT', path, { body: moved }), 409, 'version-stale')).toMatchObject({ version: 2 });

    expect((await admin.send('DELETE', path)).status).toBe(204);
    refusal(await person.send('GET', '/me'), 403, 'forbidden');
    await expect(signIn(body.email)).rejects.toThrow();
    expect(await admin.get(path, personShape)).toMatchObject({ version: 3, endedAt: expect.any(String) });
    refusal(await admin.send('PUT', path, { body: { name: 'Ani' } }), 409, 'move-not-allowed');
    expect((await admin.send('DELETE', path)).status).toBe(204);
  });

  it('whose access has ended is invited again as the same person', async () => {
    const body = somebody();
    const { userId } = await admin.post('/people', body, INVITED);
    await admin.send('DELETE', `/people/${userId}`);
    const again = await admin.post('/people', { ...body, name: 'Ani R.' }, INVITED);
    expect(again).toMatchObject({ userId, name: 'Ani R.', version: 3 });
    expect(again).not.toHaveProperty('endedAt');
    expect(await (await withTokenOf(body.email)).get('/me', meShape)).toMatchObject({ userId });
  });

  it('is one account whatever the case of the address, and however often the request is sent', async () => {
    const body = somebody();
    const key = crypto.randomUUID();
    const [first, second] = await Promise.all([1, 2].map(() => admin.post('/people', body, INVITED, key)));
    expect(second?.userId).toBe(first?.userId);
    const upper = { ...body, email: body.email.toUpperCase() };
    refusal(await admin.send('POST', '/people', { body: upper, key }), 422, 'idempotency-conflict');
    expect(refusedPaths(await admin.send('POST', '/people', { body: upper }))).toEqual(['email']);
  });

  it('has an account from before the first term, and is let in by it', async () => {
    const body = somebody({ offices: [{ officeId: PALOPO.owner, from: '2187-01-01' }] });
    await admin.post('/people', body, INVITED);
    refusal(await (await withTokenOf(body.email)).send('GET', '/me'), 403, 'forbidden');
  });

  it.each([
    ['an office’s letter address', { email: 'dinkes.7373@example.org' }, ['email']],
    ['an office’s letter address in capitals', { email: 'DINKES.7373@EXAMPLE.ORG' }, ['email']],
    ['the address of an account', { email: 'petugas.dinkes.7373@example.org' }, ['email']],
    ['no address', { email: 'ani' }, ['email']],
    ['no name', { name: '' }, ['name']],
    ['an unknown role', { role: 'superuser' }, ['role']],
    ['no office', { offices: [] }, ['offices']],
    ['an unknown office', { offices: [{ officeId: '73.73-tidak-ada' }] }, ['offices.0.officeId']],
    ['a term that ended yesterday', { offices: [{ officeId: PALOPO.owner, to: '2025-01-01' }] }, ['offices.0.to']],
    [
      'a term that ends before it begins',
      { offices: [{ officeId: PALOPO.owner, from: '2186-02-01', to: '2186-01-01' }] },
      ['offices.0.to'],
    ],
    [
      'terms that overlap',
      { offices: [{ officeId: PALOPO.owner }, { officeId: PALOPO.owner, from: '2186-01-01' }] },
      ['offices.1'],
    ],
    ['a number of a patient as name', { name: 'NIK 7373011206850001' }, ['name']],
    ['an invitation date of one’s own', { invitedAt: '2026-01-01T00:00:00.000Z' }, ['invitedAt']],
  ])('is not invited with %s', async (_, changes, paths) => {
    expect(refusedPaths(await admin.send('POST', '/people', { body: somebody(changes) }))).toEqual(paths);
  });

  it('is told why an office’s letter address is none', async () => {
    const body = somebody({ email: 'dinkes.7373@example.org' });
    const { errors } = refusal(await admin.send('POST', '/people', { body }), 400, 'invalid-input');
    expect(errors).toEqual([{ path: 'email', message: 'Alamat ini dibaca beberapa orang. Pakai alamat orangnya.' }]);
  });

  it('cannot take the address that an office has got today', async () => {
    const { email } = somebody();
    const office = { ...OFFICE, officeId: `73.73-${crypto.randomUUID()}`, email };
    expect((await admin.send('POST', '/offices', { body: office })).status).toBe(201);
    expect(refusedPaths(await admin.send('POST', '/people', { body: somebody({ email }) }))).toEqual(['email']);
  });

  it('cannot change the address', async () => {
    const { userId } = await admin.post('/people', somebody(), INVITED);
    const body = { email: 'other@example.org' };
    expect(refusedPaths(await admin.send('PUT', `/people/${userId}`, { body }))).toEqual(['email']);
  });

  it('does not end the own access', async () => {
    for (const self of [admin, official]) {
      const { userId } = await self.get('/me', meShape);
      const { allowed } = refusal(await self.send('DELETE', `/people/${userId}`), 409, 'move-not-allowed');
      expect(allowed).toEqual([]);
    }
  });
});

describe('an official', () => {
  it('invites, changes and ends officials of the own office, in its name', async () => {
    const body = somebody();
    const { userId } = await official.post('/people', body, INVITED);
    const [letter] = await mailsTo(body.email, INVITATION);
    expect(letter?.BodyText).toContain('Dinas Kesehatan Kota Palopo memberi Anda akun');
    const path = `/people/${userId}`;
    expect((await official.send('PUT', path, { body: { name: 'Ani R.' } })).status).toBe(200);
    expect((await official.send('DELETE', path)).status).toBe(204);
  });

  it.each([
    ['for another office', { offices: [{ officeId: PALOPO.verifier }] }],
    ['for the own office and another', { offices: [{ officeId: PALOPO.owner }, { officeId: PALOPO.verifier }] }],
    ['as auditor', { role: 'auditor' }],
    ['as administrator', { role: 'admin' }],
  ])('does not invite %s', async (_, changes) => {
    refusal(await official.send('POST', '/people', { body: somebody(changes) }), 403, 'forbidden');
  });

  it('does not make a colleague an administrator or move him to another office', async () => {
    const { userId } = await official.post('/people', somebody(), INVITED);
    for (const body of [{ role: 'admin' }, { offices: [{ officeId: PALOPO.verifier }] }]) {
      refusal(await official.send('PUT', `/people/${userId}`, { body }), 403, 'forbidden');
    }
  });

  it('sees the people of the own office, and nobody else', async () => {
    const { userId } = await admin.post('/people', somebody({ offices: [{ officeId: PALOPO.verifier }] }), INVITED);
    const seen = await official.all('/people', personShape);
    expect(seen.every(({ offices }) => offices.some(({ officeId }) => officeId === PALOPO.owner))).toBe(true);
    expect(seen.map(({ email }) => email)).toContain('plt.dinkes.7373@example.org');
    expect(await official.all(`/people?office=${PALOPO.owner}`, personShape)).toEqual(seen);
    refusal(await official.send('GET', `/people?office=${PALOPO.verifier}`), 404, 'not-found');
    for (const method of ['GET', 'DELETE']) {
      const answers = await Promise.all(
        [userId, crypto.randomUUID()].map((id) => official.send(method, `/people/${id}`)),
      );
      const [hidden, unknown] = answers.map((answer) => refusal(answer, 404, 'not-found').detail);
      expect(hidden).toBe(unknown);
    }
  });

  it('sees a colleague who holds another office too, but leaves the account to an administrator', async () => {
    const plt = (await official.all('/people', personShape)).find(({ email }) => email.startsWith('plt.dinkes.7373'));
    expect(plt?.offices).toHaveLength(2);
    refusal(await official.send('DELETE', `/people/${plt?.userId}`), 403, 'forbidden');
  });
});

describe('the list of people', () => {
  it('has everybody for an administrator, by name, and the people of one office', async () => {
    const everybody = await admin.all('/people', personShape);
    for (const { email } of platform().users) expect(everybody.map((person) => person.email)).toContain(email);
    const ofOffice = await admin.all(`/people?office=${GORONTALO.branch}`, personShape);
    expect(ofOffice.map(({ email }) => email)).toContain('petugas.bpjs-cabang-gorontalo@example.org');
    refusal(await admin.send('GET', '/people?office=73.73-tidak-ada'), 404, 'not-found');
  });
});

describe('an administrator', () => {
  it('gives way where another one stays, and is refused a minute later', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    await createUser({ email, office: 'bpjs-pusat', role: 'admin' });
    const second = await withTokenOf(email);
    const { userId } = await second.get('/me', meShape);
    const body = { role: 'official' };
    expect((await admin.send('PUT', `/people/${userId}`, { body })).status).toBe(200);
    refusal(await second.send('GET', '/runs'), 403, 'forbidden');
  });
});
