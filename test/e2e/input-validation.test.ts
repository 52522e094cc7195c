import { describe, expect, it } from 'vitest';
import { FILE, HOLDER, OFFICE } from '../builders/bodies.ts';
import { assignment, commitmentAt, forumBody, openForum, PALOPO, RAISE } from '../builders/commitments.ts';
import { as, refusedPaths } from '../engine/api.ts';

const { branch, owner } = PALOPO;

const long = 'a'.repeat(2_001);

/** Texts that no field for people takes. */
const BAD_TEXTS: readonly [string, unknown][] = [
  ['empty', ''],
  ['blank', '   '],
  ['2,001 characters', long],
  ['a number', 7],
  ['null', null],
  ['a NIK', 'Pasien dengan NIK 7373011206850001 belum terdaftar'],
  ['a NIK in groups', 'Pasien 7373.0112.0685.0001 belum terdaftar'],
  ['a JKN number', 'Peserta 0001234567890 belum aktif'],
  ['a null character', 'loket\u0000'],
  ['an escape character', 'loket \u001b[31m merah'],
  ['a reversed reading direction', 'loket \u202egpj.exe'],
  ['half a character', 'loket \ud83d'],
];

describe('POST /forums/{forumId}/commitments', () => {
  it.each<readonly [string, object, readonly string[]]>([
    ...BAD_TEXTS.map(
      ([what, id]) =>
        [`a statement: ${what}`, { statement: { id } }, ['statement.id']] satisfies [string, object, string[]],
    ),
    ['a statement as bare text', { statement: 'Menambah loket' }, ['statement']],
    ['a statement in English only', { statement: { en: 'Add counters' } }, ['statement.id']],
    ['an English text too long', { statement: { id: 'Menambah loket', en: long } }, ['statement.en']],
    ['no statement', { statement: undefined }, ['statement']],
    ['an unknown category', { category: 'parkir' }, ['category']],
    ['no category', { category: undefined }, ['category']],
    ['an unknown basis', { basis: 'guessed' }, ['basis']],
    ['an unknown co-owner', { coOwners: ['73.73-tidak-ada'] }, ['coOwners.0']],
    ['a co-owner of another region', { coOwners: [owner, '62.02-dinkes'] }, ['coOwners.1']],
    ['a co-owner’s id of no fit form', { coOwners: ['73.73 Dinkes'] }, ['coOwners.0']],
    ['21 co-owners', { coOwners: Array.from({ length: 21 }, (_, index) => `73.73-puskesmas-${index}`) }, ['coOwners']],
    ['a source’s address that is none', { source: { publisher: 'A', title: 'B', url: 'javascript' } }, ['source.url']],
    ['a NIK in the source', { source: 'NIK 7373011206850001' }, ['source']],
    ['everything wrong at once', { statement: {}, category: 1, basis: null }, ['statement.id', 'category', 'basis']],
  ])('refuses %s', async (_, changes, paths) => {
    const { forumId } = await forum;
    const answer = await as(branch).send('POST', `/forums/${forumId}/commitments`, { body: { ...RAISE, ...changes } });
    expect(refusedPaths(answer)).toEqual(paths);
  });

  it('accepts a text of 2,000 characters, amounts and line breaks', async () => {
    const amounts = 'Anggaran Rp1.234.567.890.123 untuk 390.777 peserta;\nnomor 0812-3456-7890.';
    const { forumId } = await forum;
    for (const id of ['a'.repeat(2_000), amounts]) {
      const body = { ...RAISE, statement: { id } };
      expect((await as(branch).send('POST', `/forums/${forumId}/commitments`, { body })).status).toBe(201);
    }
  });
});

const forum = openForum();

describe('POST /forums', () => {
  it.each<readonly [string, object, readonly string[]]>([
    ['a province', { region: '73' }, ['region']],
    ['a region that is none', { region: '73.99' }, ['region']],
    ['a BPS code written without its dot', { region: '7373' }, ['region']],
    ['a day that does not exist', { date: '2025-02-30' }, ['date']],
    ['a day given as text', { date: '19 Juni 2025' }, ['date']],
    ['a month where a day is meant', { date: '2025-06' }, ['date']],
    ['a day where a month is meant', { datePrecision: 'month' }, ['date']],
    ['a month that does not exist', { date: '2025-13', datePrecision: 'month' }, ['date']],
    ['a date where none is known', { datePrecision: 'unknown' }, ['date']],
    ['no date', { date: undefined }, ['date']],
    ['an unknown precision', { datePrecision: 'week' }, ['datePrecision']],
    ['no secretariat', { secretariatOffices: [] }, ['secretariatOffices']],
    ['the same secretariat twice', { secretariatOffices: [branch, branch] }, ['secretariatOffices']],
    ['three secretariats', { secretariatOffices: [branch, PALOPO.sekda, owner] }, ['secretariatOffices']],
    ['an unknown chair', { chairOffice: '73.73-tidak-ada' }, ['chairOffice']],
    ['a participant of another region', { participants: [owner, '62.02-dinkes'] }, ['participants.1']],
    ['a secretariat of another region', { secretariatOffices: [branch, '62.02-sekda'] }, ['secretariatOffices.1']],
    ['a name with a NIK', { name: 'Forum 7373011206850001' }, ['name']],
    ['a type of no fit form', { type: 'Kemitraan Faskes' }, ['type']],
  ])('refuses %s', async (_, changes, paths) => {
    const answer = await as(branch).send('POST', '/forums', { body: { ...forumBody(), ...changes } });
    expect(refusedPaths(answer)).toEqual(paths);
  });
});

describe('POST /commitments/{commitmentId}/evidence', () => {
  it.each<readonly [string, object, readonly string[]]>([
    ['a type that is not taken', { contentType: 'application/x-msdownload' }, ['contentType']],
    ['a page, which could run in a browser', { contentType: 'text/html' }, ['contentType']],
    ['a picture that can carry a script', { contentType: 'image/svg+xml' }, ['contentType']],
    ['an empty file', { size: 0 }, ['size']],
    ['a file over 20 MB', { size: 20 * 1024 * 1024 + 1 }, ['size']],
    ['a size with a fraction', { size: 1.5 }, ['size']],
    ['a size as text', { size: '14' }, ['size']],
    ['a name with a path', { name: '../../etc/passwd' }, ['name']],
    ['a name with line breaks', { name: 'a\r\nset-cookie: b' }, ['name']],
    ['a name with a NIK', { name: '7373011206850001.pdf' }, ['name']],
    ['a name of 201 characters', { name: 'a'.repeat(201) }, ['name']],
    ['no word on personal data', { containsPersonalData: undefined }, ['containsPersonalData']],
  ])('refuses %s', async (_, changes, paths) => {
    const { id } = await inProgress;
    const answer = await as(owner).send('POST', `/commitments/${id}/evidence`, { body: { ...FILE, ...changes } });
    expect(refusedPaths(answer)).toEqual(paths);
  });
});

const inProgress = commitmentAt('inProgress');

describe('offices and their holders', () => {
  it.each<readonly [string, object, readonly string[]]>([
    ['an office that is there already', { officeId: owner }, ['officeId']],
    ['an id of no fit form', { officeId: 'Dinas Perhubungan' }, ['officeId']],
    ['an unknown kind', { kind: 'ministry' }, ['kind']],
    ['a region that is none', { region: '73.99' }, ['region']],
    ['one that serves nothing', { serves: [] }, ['serves']],
    ['one that serves what is no region', { serves: ['73.73', 'all'] }, ['serves.1']],
    ['an unknown zone', { timeZone: 'Asia/Singapore' }, ['timeZone']],
    ['an unknown office above', { escalatesTo: '73.73-tidak-ada' }, ['escalatesTo']],
    ['itself above', { escalatesTo: OFFICE.officeId }, ['escalatesTo']],
    ['an address that is none', { email: 'dishub' }, ['email']],
  ])('POST /offices refuses %s', async (_, changes, paths) => {
    const answer = await as('admin').send('POST', '/offices', { body: { ...OFFICE, ...changes } });
    expect(refusedPaths(answer)).toEqual(paths);
  });

  it('PUT /offices/{officeId} refuses another id than that of the path, and a cycle of superiors', async () => {
    const chair = { ...OFFICE, officeId: PALOPO.chair, kind: 'regional-head', escalatesTo: PALOPO.owner };
    const put = (body: object) => as('admin').send('PUT', `/offices/${PALOPO.chair}`, { body });
    expect(refusedPaths(await put({ ...chair, officeId: owner }))).toEqual(['officeId']);
    expect(refusedPaths(await put(chair))).toEqual(['escalatesTo']);
  });

  it.each<readonly [string, object, readonly string[]]>([
    ['a first day that does not exist', { from: '2026-02-29' }, ['from']],
    ['a last day before the first', { to: '2026-01-04' }, ['to']],
    ['an address that is none', { email: 'andi@' }, ['email']],
    ['no name', { name: '' }, ['name']],
    ['acting as text', { acting: 'ya' }, ['acting']],
  ])('PUT /offices/{officeId}/holder refuses %s', async (_, changes, paths) => {
    const answer = await as('admin').send('PUT', `/offices/${owner}/holder`, { body: { ...HOLDER, ...changes } });
    expect(refusedPaths(answer)).toEqual(paths);
  });
});

describe('POST /commitments/{commitmentId}/moves', () => {
  it('refuses an unknown move, and one that is not a text', async () => {
    const { id } = await inProgress;
    for (const move of ['abolish', 'raise', '__proto__', 'toString', 3, null, ['start']]) {
      const answer = await as(owner).send('POST', `/commitments/${id}/moves`, { body: { move, version: 3 } });
      expect(refusedPaths(answer)).toEqual(['move']);
    }
  });

  it.each([undefined, 0, -1, 1.5, '3', null, true, 1e300])('refuses the version %s', async (version) => {
    const { id } = await inProgress;
    const body = { ...assignment(), version };
    expect(refusedPaths(await as(branch).send('POST', `/commitments/${id}/moves`, { body }))).toEqual(['version']);
  });
});
