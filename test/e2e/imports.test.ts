import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { HOLDER } from '../builders/bodies.ts';
import { commitmentAt, PALOPO } from '../builders/commitments.ts';
import { csvFile, type Row, xlsxFile } from '../builders/import-rows.ts';
import { as, refusal, refusedPaths } from '../engine/api.ts';
import { CSV, importOf, uploaded, XLSX } from '../engine/imports.ts';
import { commitmentShape, forumShape, meShape } from '../oracles/shapes.ts';

const { branch, sekda, owner, region } = PALOPO;
const tag = crypto.randomUUID().slice(0, 8);

const FORUMS: readonly Row[] = [
  {
    kunci: `forum-${tag}`,
    daerah: `${region} Kota Palopo`,
    jenis: 'kemitraan-faskes',
    nama: `Forum Kemitraan ${tag}`,
    tanggal: { day: '2026-02-10' },
    'ketelitian tanggal': 'hari',
    tempat: 'Ruang Rapat Sekretaris Daerah',
    pimpinan: sekda,
    sekretariat: `${branch} | ${sekda}`,
    peserta: owner,
  },
];
const COMMITMENTS: readonly Row[] = [1, 2, 3].map((number) => ({
  kunci: `komitmen-${tag}-${number}`,
  forum: `forum-${tag}`,
  daerah: region,
  komitmen: `Menambah ${number} loket; antrean "JKN" berkurang\n(tahap ${number})`,
  kategori: 'antrean',
  dasar: 'dinyatakan',
  'instansi pendukung': number === 1 ? owner : undefined,
}));

/** The commitments of this file's forum, as the secretariat sees them. */
async function raised() {
  const forums = await as(branch).all(`/forums?region=${region}`, forumShape);
  const forum = forums.find(({ name }) => name === `Forum Kemitraan ${tag}`);
  return forum === undefined ? [] : await as(branch).all(`/commitments?forum=${forum.forumId}`, commitmentShape);
}

describe('a file of a forum, and one of its commitments', () => {
  it('is checked, imported, and imported again without effect', async () => {
    const forums = await uploaded(xlsxFile(FORUMS), XLSX);
    expect(await importOf('forums', forums, { dryRun: true })).toEqual({
      rows: 1,
      created: 1,
      unchanged: 0,
      problems: [],
    });
    expect(await raised()).toEqual([]);
    expect(await importOf('forums', forums, { dryRun: false })).toMatchObject({ created: 1, problems: [] });
    expect(await importOf('forums', forums, { dryRun: false })).toMatchObject({ created: 0, unchanged: 1 });

    const commitments = await uploaded(csvFile(COMMITMENTS), CSV);
    expect(await importOf('commitments', commitments, { dryRun: true })).toMatchObject({
      rows: 3,
      created: 3,
      problems: [],
    });
    expect(await raised()).toHaveLength(0);
    expect(await importOf('commitments', commitments, { dryRun: false })).toMatchObject({ created: 3, problems: [] });
    const first = await raised();
    expect(first.map(({ statement }) => statement.id).sort()).toEqual(COMMITMENTS.map(({ komitmen }) => komitmen));
    expect(await importOf('commitments', commitments, { dryRun: false })).toMatchObject({ created: 0, unchanged: 3 });
    expect(await raised()).toEqual(first);
  });

  it('creates commitments with events by the admin and a waiting workflow', async () => {
    const [commitment] = await raised();
    if (commitment === undefined) throw new Error('nothing was raised');
    const path = `/commitments/${commitment.commitmentId}`;
    const [event] = await as(branch).events(commitment.commitmentId);
    expect(event).toMatchObject({ version: 1, move: 'raise', office: 'bpjs-pusat' });
    const body = { move: 'withdraw', version: 1, resolution: 'withdrawn', reason: 'dicatat dua kali' };
    await as(sekda).post(`${path}/moves`, body, [200, commitmentShape]);
    // It has moved on, and is still what this file raised.
    const again = await uploaded(csvFile(COMMITMENTS), CSV);
    expect(await importOf('commitments', again, { dryRun: false })).toMatchObject({
      created: 0,
      unchanged: 3,
      problems: [],
    });
  });
});

describe('a file with problems', () => {
  it('lists each problem by row and column, and creates no row', async () => {
    const rows = [
      ...COMMITMENTS.map((row) => ({ ...row, kunci: `${row.kunci}-baru` })),
      { ...COMMITMENTS[0], kunci: `komitmen-${tag}-4`, kategori: 'antre', 'instansi pendukung': 'kantor-entah' },
      { ...COMMITMENTS[0], kunci: `komitmen-${tag}-5`, forum: 'tidak-ada' },
      { ...COMMITMENTS[0], kunci: `komitmen-${tag}-1-baru`, komitmen: 'Peserta 7371010101900001 dilayani' },
    ];
    const before = await raised();
    const uploadId = await uploaded(xlsxFile(rows), XLSX);
    for (const dryRun of [true, false]) {
      const result = await importOf('commitments', uploadId, { dryRun });
      expect(result).toMatchObject({ rows: 6, created: dryRun ? 3 : 0 });
      expect(result.problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
        '5 kategori',
        '6 forum',
        '7 komitmen',
      ]);
    }
    expect(await raised()).toEqual(before);
  });

  it('reports an unreadable or missing upload as its problem', async () => {
    const bomb = await uploaded(Uint8Array.from(Buffer.from('PK\u0003\u0004 bukan buku kerja')), XLSX);
    expect((await importOf('offices', bomb, { dryRun: true })).problems).toMatchObject([{ row: 0, column: '' }]);
    const [problem] = (await importOf('forums', '0'.repeat(20), { dryRun: true })).problems;
    expect(problem?.message).toMatch(/^berkas belum diunggah/);
  });
});

describe('a run of an import', () => {
  it('is refused for an unknown kind or upload', async () => {
    const ask = async (input: object) =>
      refusedPaths(await as('admin').send('POST', '/runs', { body: { workflow: 'import', input, dryRun: true } }));
    expect(await ask({ what: 'people', uploadId: '0'.repeat(20) })).toEqual(['input.what']);
    expect(await ask({ what: 'forums', uploadId: '../evidence' })).toEqual(['input.uploadId']);
    const file = { name: 'a.xls', contentType: 'application/vnd.ms-excel', size: 11 * 1024 * 1024 };
    expect(refusedPaths(await as('admin').send('POST', '/uploads', { body: file }))).toEqual(['contentType', 'size']);
    refusal(
      await as(branch).send('POST', '/uploads', { body: { ...file, contentType: CSV, size: 1 } }),
      403,
      'forbidden',
    );
  });
});

describe('an export', () => {
  beforeAll(async () => {
    await commitmentAt('verified');
    const reading = {
      indicator: 'jkn-active',
      value: 150_000,
      unit: 'people',
      asOf: '2026-01-31',
      status: 'stated',
      source: 'Uji',
    };
    expect((await as(sekda).send('POST', `/regions/${region}/indicators`, { body: reading })).status).toBe(201);
  });

  it.each(['forums', 'commitments', 'offices', 'readings'])('of %s, imported again, changes nothing', async (what) => {
    for (const [format, type] of [
      ['csv', CSV],
      ['xlsx', XLSX],
    ] as const) {
      const file = await as('auditor').file(`/regions/${region}/export?what=${what}&format=${format}`);
      const result = await importOf(what, await uploaded(file, type), { dryRun: false });
      expect(result).toMatchObject({ created: 0, problems: [] });
      expect(result.unchanged).toBe(result.rows);
    }
  });

  it.each(['forums', 'commitments', 'offices', 'readings'])('of a province has the %s of its regions', async (what) => {
    const rowsOf = async (code: string) =>
      Buffer.from(await as('auditor').file(`/regions/${code}/export?what=${what}`))
        .toString()
        .split('\r\n');
    const province = await rowsOf(region.slice(0, 2));
    expect(province).toEqual(expect.arrayContaining(await rowsOf(region)));
    expect(new Set(province).size, 'each once').toBe(province.length);
  });

  it('contains no email address and no name of a person', async () => {
    const holder = { ...HOLDER, name: `Pejabat ${tag}`, email: `pejabat-${tag}@example.org` };
    expect((await as('admin').send('PUT', `/offices/${owner}/holder`, { body: holder })).status).toBe(200);
    const offices = await as('admin').all(`/offices?region=${region}`, z.object({ email: z.string() }));
    const { userId } = await as(sekda).get('/me', meShape);
    const hidden = [holder.name, holder.email, userId, ...offices.map(({ email }) => email)];
    for (const what of ['forums', 'commitments', 'offices', 'readings']) {
      const text = Buffer.from(await as('auditor').file(`/regions/${region}/export?what=${what}`)).toString();
      expect(text.split('\r\n').length).toBeGreaterThan(2);
      for (const word of hidden) expect(text).not.toContain(word);
    }
  });

  it('of a region outside the scope is answered 404', async () => {
    refusal(await as(owner).send('GET', '/regions/62.02/export?what=forums&format=csv'), 404, 'not-found');
    expect(refusedPaths(await as(owner).send('GET', `/regions/${region}/export?format=pdf`))).toEqual(['format']);
  });
});
