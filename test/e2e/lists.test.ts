import { beforeAll, describe, expect, it } from 'vitest';
import { readExamples } from '../../infra/local/example-files.ts';
import { OFFICE } from '../builders/bodies.ts';
import {
  assignment,
  commitmentAt,
  GORONTALO,
  KOTIM,
  openForum,
  PALOPO,
  raise,
  type Tracked,
} from '../builders/commitments.ts';
import { as } from '../engine/api.ts';
import { commitmentShape, eventShape, forumShape, listShape, officeShape, regionShape } from '../oracles/shapes.ts';

const { branch, sekda, owner, support, verifier, bystander, region } = PALOPO;
const reason = 'Sesuai kesepakatan rapat tindak lanjut.';

describe('GET /commitments', () => {
  let forumId = '';
  const at: Record<string, Tracked> = {};
  const ids = async (who: string, query: string) => {
    const found = await as(who).all(`/commitments?forum=${forumId}${query}`, commitmentShape);
    return found
      .map(({ commitmentId }) => Object.entries(at).find(([, { id }]) => id === commitmentId)?.[0])
      .toSorted();
  };

  beforeAll(async () => {
    ({ forumId } = await openForum());
    const add = async (name: string) => {
      const added = await raise(PALOPO, {}, forumId);
      at[name] = added;
      return added;
    };
    await add('raised');
    const assigned = await add('assigned');
    await assigned.move(branch, { ...assignment(), coOwners: [support] });
    const late = await add('late');
    await late.move(branch, { ...assignment(), ownerOffice: bystander, due: { on: '2026-01-05' } });
    await late.move(bystander, { move: 'start' });
    const closed = await add('closed');
    await closed.move(branch, { move: 'withdraw', resolution: 'withdrawn', reason });
  });

  it.each([
    ['', ['assigned', 'closed', 'late', 'raised']],
    ['&stage=raised', ['raised']],
    ['&stage=inProgress', ['late']],
    ['&stage=closed', ['closed']],
    ['&stage=verified', []],
    [`&office=${owner}`, ['assigned']],
    [`&office=${support}`, ['assigned']],
    [`&office=${verifier}`, ['assigned', 'late']],
    [`&office=${bystander}`, ['late']],
    ['&office=73.73-bpkad', []],
    ['&overdue=true', ['late']],
    ['&overdue=true&stage=assigned', []],
    [`&region=${region}`, ['assigned', 'closed', 'late', 'raised']],
    ['&region=73', ['assigned', 'closed', 'late', 'raised']],
    ['&region=75.71', []],
    [`&region=${region}&office=${bystander}&stage=inProgress&overdue=true`, ['late']],
  ])('lists the commitments of ?forum=…%s', async (query, expected) => {
    expect(await ids('admin', query)).toEqual(expected);
  });

  it.each([
    [branch, ['raised']],
    [sekda, []],
    [owner, ['assigned']],
    [bystander, ['late']],
    [verifier, []],
  ])('lists the turns of ?turn=mine for %s', async (who, expected) => {
    expect(await ids(who, '&turn=mine')).toEqual(expected);
    const mine = await as(who).all('/commitments?turn=mine', commitmentShape);
    expect(mine.every(({ turn }) => turn?.office === who)).toBe(true);
    for (const name of expected) expect(mine.map(({ commitmentId }) => commitmentId)).toContain(at[name]?.id);
  });

  it('lists all regions of a province for ?region=, or a single region', async () => {
    const there = await commitmentAt('raised', GORONTALO);
    const within = async (code: string) =>
      (await as('admin').all(`/commitments?region=${code}`, commitmentShape)).map(({ commitmentId }) => commitmentId);
    expect(await within('75')).toContain(there.id);
    expect(await within('75.71')).toContain(there.id);
    expect(await within('73')).not.toContain(there.id);
    expect(await within('75.01')).toEqual([]);
  });

  it('lists each overdue commitment of the nation once for ?overdue=true', async () => {
    const all = await as('auditor').all('/commitments', commitmentShape);
    const overdue = await as('auditor').all('/commitments?overdue=true', commitmentShape);
    const idOf = ({ commitmentId }: { readonly commitmentId: string }) => commitmentId;
    expect(overdue.map(idOf).toSorted()).toEqual(
      all
        .filter(({ timeliness }) => timeliness === 'overdue')
        .map(idOf)
        .toSorted(),
    );
    expect(new Set(all.map(idOf)).size).toBe(all.length);
  });
});

describe('pages', () => {
  it('of 100 rows contain the events of a commitment with 120 notes in order, each once', async () => {
    const commitment = await commitmentAt('raised');
    for (let index = 0; index < 120; index += 1) {
      await commitment.move(branch, { move: 'note', text: `Catatan ${index + 1}` });
    }
    const first = await as(branch).get(`/commitments/${commitment.id}/events`, listShape(eventShape));
    expect(first.items).toHaveLength(100);
    expect(first.cursor).toMatch(/\S/);
    const events = await as(branch).events(commitment.id);
    expect(events.map(({ version }) => version)).toEqual(Array.from({ length: 121 }, (_, index) => index + 1));
  });

  it('of 100 rows contain the 552 regions, 38 of them provinces, in the order of their codes', async () => {
    const regions = await as(owner).all('/regions', regionShape);
    expect(regions).toHaveLength(552);
    expect(regions.filter(({ level }) => level === 'province')).toHaveLength(38);
    const codes = regions.map(({ code }) => code);
    expect(codes).toEqual(codes.toSorted());
    expect(new Set(codes).size).toBe(552);
  });

  it('of one province contain its regions', async () => {
    const regions = await as(owner).all('/regions?parent=73', regionShape);
    expect(regions).toHaveLength(24);
    expect(regions.every(({ parent }) => parent === '73')).toBe(true);
    expect(regions.find(({ code }) => code === region)).toMatchObject({ name: 'Kota Palopo', level: 'kota' });
    const provinces = await as(owner).all('/regions', regionShape);
    expect(provinces.find(({ code }) => code === '73')).toMatchObject({ level: 'province', timeZone: 'Asia/Makassar' });
  });

  it('end with the last row: no cursor leads to an empty page', async () => {
    const { forumId } = await openForum();
    await raise(PALOPO, {}, forumId);
    const page = await as(branch).get(`/commitments?forum=${forumId}`, listShape(commitmentShape));
    expect(page.items).toHaveLength(1);
    expect(page).not.toHaveProperty('cursor');
  });
});

describe('GET /offices', () => {
  const examples = readExamples().offices.map(({ officeId }) => officeId);
  const listed = async (who: string, query = '') =>
    (await as(who).all(`/offices${query}`, officeShape)).map(({ officeId }) => officeId);

  it('lists the offices in a region, or serving it, its province or the nation', async () => {
    const offices = await listed(owner, `?region=${region}`);
    const expected = examples.filter(
      (id) => id.startsWith('73.73-') || ['bpjs-cabang-palopo', 'bpjs-kedeputian-ix', 'bpjs-pusat'].includes(id),
    );
    expect(offices.filter((id) => examples.includes(id)).toSorted()).toEqual(expected.toSorted());
    expect(new Set(offices).size).toBe(offices.length);
  });

  it('shows offices as they were entered', async () => {
    const offices = await as('admin').all('/offices', officeShape);
    const found = offices.filter(({ officeId }) => examples.includes(officeId));
    expect(found.toSorted((one, other) => one.officeId.localeCompare(other.officeId))).toEqual(
      readExamples().offices.toSorted((one, other) => one.officeId.localeCompare(other.officeId)),
    );
  });

  it('follows a change of the served regions within a minute', async () => {
    const officeId = `73.73-${crypto.randomUUID()}`;
    const put = (body: object) => as('admin').send('PUT', `/offices/${officeId}`, { body });
    expect((await as('admin').send('POST', '/offices', { body: { ...OFFICE, officeId } })).status).toBe(201);
    expect(await listed('admin', '?region=73.73')).toContain(officeId);
    expect((await put({ ...OFFICE, officeId, region: '73.17', serves: ['73.17'] })).status).toBe(200);
    expect(await listed('admin', '?region=73.73')).not.toContain(officeId);
    expect(await listed('admin', '?region=73.17')).toContain(officeId);
  });

  it('shows the holder of an office during the dated period', async () => {
    const holder = {
      name: 'Andi Contoh',
      email: 'andi@example.org',
      from: '2026-01-05',
      to: '2026-06-30',
      acting: true,
    };
    const answer = await as('admin').send('PUT', `/offices/${owner}/holder`, { body: holder });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, holder]);
  });
});

describe('GET /forums', () => {
  it('lists the forums of a region within the scope, with the minutes of the examples', async () => {
    const mine = await as(KOTIM.owner).all('/forums', forumShape);
    expect(new Set(mine.map((forum) => forum.region))).toEqual(new Set([KOTIM.region]));
    expect(mine).toContainEqual(
      expect.objectContaining({
        name: 'Kunjungan BPJS Kesehatan Divisi Regional VIII',
        chairCapacity: 'deputy',
        dateNote: 'day and month stated, the year is inferred from the weekday',
        secretariatBasis: 'inferred from common practice',
      }),
    );
    const palu = await as('admin').all('/forums?region=72.71', forumShape);
    expect(palu).toContainEqual(expect.objectContaining({ date: '2024-11', datePrecision: 'month' }));
  });
});
