import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { COLUMNS } from '../../../functions/imports/columns.ts';
import type { TableName } from '../../../functions/imports/transfers.ts';
import { FORUM_ROW, ROWS, type Row, xlsxFile } from '../../builders/import-rows.ts';
import { ImportHarness } from '../../harness/import-harness.ts';
import { problemsInRows } from '../../oracles/import-problems.ts';

let world: ImportHarness;
beforeEach(async () => {
  world = await ImportHarness.furnished();
  await world.import('forums', xlsxFile([FORUM_ROW]));
});
describe('a row is refused', () => {
  it.each<[string, TableName, Row, readonly string[]]>([
    [
      'a code with the name of another region',
      'forums',
      { daerah: '64.02 Kutai Barat' },
      [
        'daerah: kode 64.02 adalah Kabupaten Kutai Kartanegara, bukan Kutai Barat; kode daerah mengikuti Kemendagri, bukan BPS',
      ],
    ],
    [
      'a wrong region name among several',
      'offices',
      { melayani: '73.73 Kota Palopo | 64.02 Kutai Barat' },
      [
        'melayani: kode 64.02 adalah Kabupaten Kutai Kartanegara, bukan Kutai Barat; kode daerah mengikuti Kemendagri, bukan BPS',
      ],
    ],
    ['an unknown region', 'forums', { daerah: '99.99' }, ['daerah: bukan kode kabupaten atau kota yang dikenal']],
    [
      'an office that does not serve the region',
      'forums',
      { pimpinan: '75.71-sekda' },
      ['pimpinan: Sekretaris Daerah Kota Gorontalo tidak berada di daerah ini dan tidak melayaninya'],
    ],
    ['an unknown office', 'forums', { peserta: '73.73-dinkes | entah' }, ['peserta: kantor entah tidak dikenal']],
    [
      'an unknown word for a code',
      'forums',
      { 'ketelitian tanggal': 'minggu' },
      ['ketelitian tanggal: harus salah satu dari: hari, bulan, tahun, tidak diketahui'],
    ],
    [
      'a nonexistent day',
      'forums',
      { tanggal: '31/02/2026' },
      [
        'tanggal: tidak sesuai dengan datePrecision (day: YYYY-MM-DD, month: YYYY-MM, year: YYYY, unknown: tanpa tanggal)',
      ],
    ],
    [
      'an id of another region as its key',
      'forums',
      { kunci: '7571-0123456789abcdef0123' },
      ['kunci: milik daerah lain'],
    ],
    [
      'a key with blanks',
      'forums',
      { kunci: 'forum satu' },
      ['kunci: hanya huruf, angka dan tanda . _ : / -, paling banyak 80'],
    ],
    [
      'a source given in two ways',
      'forums',
      { sumber: 'Notula' },
      ['sumber: diberikan dua kali: isi kolom keseluruhannya, atau kolom bagian-bagiannya'],
    ],
    [
      'an unknown forum',
      'commitments',
      { forum: 'palu-2024' },
      ['forum: forum ini tidak ada di daerah itu; impor forumnya lebih dahulu'],
    ],
    [
      'a forum of another region',
      'commitments',
      { daerah: '75.71' },
      ['forum: forum ini tidak ada di daerah itu; impor forumnya lebih dahulu'],
    ],
    [
      'a co-owner of another region',
      'commitments',
      { 'instansi pendukung': '75.71-dinkes' },
      ['instansi pendukung: Dinas Kesehatan Kota Gorontalo tidak berada di daerah ini dan tidak melayaninya'],
    ],
    [
      'fields that only moves fill',
      'commitments',
      { 'penanggung jawab': '73.73-dinkes', tenggat: { day: '2026-12-01' } },
      [
        'penanggung jawab: terisi lewat tindakan setelah komitmen dicatat; kosongkan',
        'tenggat: terisi lewat tindakan setelah komitmen dicatat; kosongkan',
      ],
    ],
    ['an office without an address', 'offices', { surel: undefined }, ['surel: wajib diisi untuk kantor baru']],
    [
      'an office with an unknown superior',
      'offices',
      { atasan: '73.73-entah' },
      ['atasan: kantor 73.73-entah tidak dikenal'],
    ],
    [
      'an office that is its own superior',
      'offices',
      { atasan: '73.73-dishub' },
      ['atasan: membuat kantor ini menjadi atasan dirinya sendiri'],
    ],
    [
      'an office that does not serve its own region',
      'offices',
      { melayani: '75.71 | 72.71' },
      ['melayani: harus mencakup daerah kantor itu sendiri'],
    ],
    [
      'an Excel serial number as a day',
      'readings',
      { 'per tanggal': 45_597 },
      ['per tanggal: berisi 45597, angka tanggal Excel; format sel sebagai tanggal, atau tulis 2024-11-01'],
    ],
    [
      'a day in the American order',
      'readings',
      { 'per tanggal': '11/30/2024' },
      ['per tanggal: bukan tanggal yang ada (YYYY-MM-DD)'],
    ],
    [
      'an English number',
      'readings',
      { nilai: '79.76' },
      ['nilai: bukan angka; tulis seperti 390777, 390.777 atau 74,4'],
    ],
    ['a denominator of 0', 'readings', { penyebut: 0 }, ['penyebut: tidak boleh 0']],
    [
      'a value that does not match its numbers',
      'readings',
      { nilai: 81 },
      ['nilai: 81 persen tidak sesuai dengan pembilang dan penyebut: 311.693 dari 390.777 adalah 79,76 persen'],
    ],
    [
      'a future day',
      'readings',
      { 'per tanggal': { day: '2026-03-03' } },
      ['per tanggal: belum tiba; hari ini 2026-03-02'],
    ],
  ])('for %s', async (_, what, change, expected) => {
    const row = { ...ROWS[what], ...(what === 'forums' ? { kunci: 'lain' } : {}), ...change };
    expect(await problemsInRows(world, what, row)).toEqual(expected.map((problem) => `2 ${problem}`));
  });
});

describe('a row with formulas', () => {
  it.each(['forums', 'commitments', 'offices', 'readings'] as const)(
    'is refused in every column of %s',
    async (what) => {
      const titles = COLUMNS[what].map(({ title }) => title);
      const parts = unzipSync(xlsxFile([Object.fromEntries(titles.map((title) => [title, 'x']))]));
      const sheet = Buffer.from(parts['xl/worksheets/sheet1.xml'] ?? []).toString();
      const [above, row] = sheet.split('<row r="2">');
      const formulas = row?.replaceAll(/<is>.*?<\/is>/g, '<f>A1</f><v>1</v>').replaceAll('inlineStr', 'str');
      const bytes = zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(`${above}<row r="2">${formulas}`) });
      const { problems, created } = await world.import(what, bytes);
      expect(created).toBe(0);
      expect(problems.map(({ row: number, column }) => [number, column])).toEqual(titles.map((title) => [2, title]));
      for (const { message } of problems) expect(message).toContain('berisi rumus');
    },
  );
});

describe('a row is accepted', () => {
  it.each<[string, TableName, Row]>([
    ['with codes instead of words', 'forums', { 'ketelitian tanggal': 'DAY' }],
    ['with a bare code', 'forums', { daerah: '73.73' }],
    ['with a code that Excel took for a number', 'forums', { daerah: 73.73 }],
    ['with a day as Indonesians write it', 'forums', { tanggal: '10/2/2026' }],
    ['with a month, as its first day', 'forums', { tanggal: { day: '2026-02-01' }, 'ketelitian tanggal': 'bulan' }],
    ['with a month, as a month', 'forums', { tanggal: '2026-02', 'ketelitian tanggal': 'bulan' }],
    ['with a year that Excel took for a number', 'forums', { tanggal: 2026, 'ketelitian tanggal': 'tahun' }],
    ['without a day', 'forums', { tanggal: undefined, 'ketelitian tanggal': 'tidak diketahui' }],
    ['with its first stage', 'commitments', { tahap: 'dicatat', 'dicatat pada': { day: '2026-01-01' }, versi: 1 }],
    ['with numbers as texts', 'readings', { pembilang: '311.693', penyebut: '390777', nilai: '79,76' }],
    ['above 100 per cent', 'readings', { nilai: 100.21, pembilang: 390_777, penyebut: 389_959 }],
  ])('%s', async (_, what, change) => {
    const row = { ...ROWS[what], ...(what === 'forums' ? { kunci: 'lain' } : {}), ...change };
    expect(await world.import(what, xlsxFile([row]))).toEqual({ rows: 1, created: 1, unchanged: 0, problems: [] });
  });
});
