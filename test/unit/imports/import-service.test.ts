import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { COLUMNS } from '../../../functions/imports/columns.ts';
import type { TableName } from '../../../functions/imports/transfers.ts';
import {
  COMMITMENT_ROW,
  csvFile,
  FORUM_ROW,
  OFFICE_ROW,
  ROWS,
  type Row,
  xlsxFile,
} from '../../builders/import-rows.ts';
import { ADMIN } from '../../builders/palopo.ts';
import { PALOPO } from '../../builders/role-holders.ts';
import { KilledError, killAt } from '../../harness/faults.ts';
import { ImportHarness } from '../../harness/import-harness.ts';
import { problemsInRows } from '../../oracles/import-problems.ts';

const KINDS = ['forums', 'commitments', 'offices', 'readings'] as const;
const ASSIGNMENT = {
  ownerOffice: '73.73-dinkes',
  verifierOffice: '73.73-inspektorat',
  due: { on: '2026-12-28' },
  criterion: { target: { comparator: '<=' as const, value: 30.5, unit: { id: 'menit' } } },
};
const NIK = 'Peserta 7373010101900001';

let harness: ImportHarness;
beforeEach(async () => {
  harness = await ImportHarness.furnished();
  await harness.import('forums', xlsxFile([FORUM_ROW]));
});

const wrongWith = (what: TableName, ...rows: readonly Row[]) => problemsInRows(harness, what, ...rows);

describe.each(KINDS)('a file of %s', (what) => {
  const fresh = what === 'forums' ? { ...FORUM_ROW, kunci: 'lain' } : ROWS[what];

  it('enters new rows once, from either format', async () => {
    const before = (await harness.records(what)).length;
    expect(await harness.import(what, csvFile([fresh]), true)).toEqual({
      rows: 1,
      created: 1,
      unchanged: 0,
      problems: [],
    });
    expect(await harness.records(what)).toHaveLength(before);
    expect(await harness.import(what, csvFile([fresh]))).toEqual({ rows: 1, created: 1, unchanged: 0, problems: [] });
    expect(await harness.records(what)).toHaveLength(before + 1);
    expect(await harness.import(what, xlsxFile([fresh]))).toEqual({ rows: 1, created: 0, unchanged: 1, problems: [] });
    expect(await harness.records(what)).toHaveLength(before + 1);
  });

  it('is refused with a duplicate key', async () => {
    const key = what === 'readings' ? '' : 'kunci';
    expect(await wrongWith(what, fresh, { ...fresh })).toEqual([`3 ${key}: sama dengan baris 2`]);
  });

  it('is refused with an unknown, missing or duplicate column', async () => {
    const needed = COLUMNS[what].filter(({ isNeeded }) => isNeeded).map(({ title }) => title);
    const [first = ''] = needed;
    const { [first]: _, ...rest } = fresh;
    expect(await wrongWith(what, { ...rest, telepon: '0471' })).toEqual([
      expect.stringMatching(/^1 telepon: kolom tidak dikenal; yang dikenal: /),
      `1 ${first}: kolom ini wajib ada`,
    ]);
    expect(await wrongWith(what, { ...fresh, [first.toUpperCase()]: fresh[first] })).toEqual([
      `1 ${first}: kolom ini ada dua kali`,
    ]);
  });

  it('is refused with an empty cell in a required column', async () => {
    const needed = COLUMNS[what].filter(({ isNeeded }) => isNeeded).map(({ title }) => title);
    for (const title of needed) {
      const problems = await wrongWith(what, { ...fresh, [title]: undefined });
      expect(problems.map((problem) => problem.split(':')[0])).toContain(`2 ${title}`);
    }
  });

  it('is refused with a personal number in a text', async () => {
    const text = { forums: 'tempat', commitments: 'komitmen', offices: 'nama', readings: 'sumber' }[what];
    const problems = await wrongWith(what, { ...fresh, [text]: NIK });
    expect(problems).toEqual([`2 ${text}: memuat angka yang menyerupai NIK atau nomor JKN; hapus data pribadi`]);
  });

  it('does not change stored records', async () => {
    if (what === 'readings') return;
    await harness.import(what, xlsxFile([fresh]));
    const text = { forums: 'nama', commitments: 'komitmen', offices: 'nama' }[what];
    expect(await wrongWith(what, { ...fresh, [text]: 'Lain' })).toEqual([
      `2 ${text}: sudah ada dengan isi lain (${text}); impor tidak mengubah yang sudah ada`,
    ]);
  });
});

describe('a record that another user enters during an import', () => {
  it.each([
    ['forums', 'nama'],
    ['offices', 'nama'],
    ['commitments', 'komitmen'],
  ] as const)('is reported for %s, and the other rows are entered', async (what, text) => {
    const row = (name: string) => ({ ...ROWS[what], kunci: what === 'offices' ? `73.73-${name}` : name });
    const meanwhile = () => harness.import(what, csvFile([{ ...row('k1'), [text]: 'Lain' }]));
    const before = (await harness.records(what)).length;
    expect(await harness.import(what, csvFile([row('k1'), row('k2')]), false, meanwhile)).toEqual({
      rows: 2,
      created: 1,
      unchanged: 0,
      problems: [
        { row: 2, column: text, message: `sudah ada dengan isi lain (${text}); impor tidak mengubah yang sudah ada` },
      ],
    });
    expect(await harness.records(what)).toHaveLength(before + 2);
  });

  it('is no problem if it is equal', async () => {
    const file = csvFile([COMMITMENT_ROW]);
    const meanwhile = () => harness.import('commitments', file);
    expect(await harness.import('commitments', file, false, meanwhile)).toMatchObject({ created: 1, problems: [] });
    expect(await harness.records('commitments')).toHaveLength(1);
  });
});

describe('offices in one file', () => {
  const above = { ...OFFICE_ROW, kunci: '73.73-atas', atasan: '73.73-sekda' };
  const below = { ...OFFICE_ROW, kunci: '73.73-bawah', atasan: '73.73-atas' };

  it('may be below each other in any order', async () => {
    expect(await harness.import('offices', xlsxFile([below, above]))).toMatchObject({ created: 2, problems: [] });
  });

  it('may not form a cycle', async () => {
    expect(await wrongWith('offices', { ...above, atasan: '73.73-bawah' }, below)).toHaveLength(2);
  });
});

describe('many rows', () => {
  it('report five hundred problems in row order, and the number of further ones', async () => {
    const rows = Array.from({ length: 3_000 }, (_, n) => ({
      ...COMMITMENT_ROW,
      kunci: `k${n}`,
      kategori: n % 2 ? 'antrean' : 'antre',
      forum: n < 2_500 ? 'palopo-2026-02' : 'entah',
    }));
    const { problems } = await harness.import('commitments', csvFile(rows), true);
    expect(problems).toHaveLength(501);
    expect(problems.at(-1)?.message).toBe('masih ada 1.250 masalah lain; perbaiki yang di atas, lalu ulangi simulasi');
    const numbers = problems.slice(0, 500).map(({ row }) => row);
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  });

  it('are all left out if one is invalid', async () => {
    const rows = Array.from({ length: 600 }, (_, n) => ({ ...COMMITMENT_ROW, kunci: `k${n}` }));
    expect(await wrongWith('commitments', ...rows, { ...COMMITMENT_ROW, kategori: 'antre' })).toHaveLength(1);
  });
});

describe('very long texts', () => {
  const long = (length: number) => 'é'.repeat(length);
  const named = (kunci: string) => ({ ...COMMITMENT_ROW, kunci, daerah: `73.73 ${long(10_000)}` });

  it.each([
    ['as a title', [{ ...COMMITMENT_ROW, [long(150_000)]: 'x' }], 1],
    ['as the name of a region', [named('k')], 1],
    ['as that in many rows', Array.from({ length: 600 }, (_, n) => named(`k${n}`)), 100],
  ])('stay within the size of a result: %s', async (_, rows, atLeast) => {
    const { problems } = await harness.import('commitments', csvFile(rows), true);
    expect(problems.length).toBeGreaterThanOrEqual(atLeast);
    expect(Buffer.byteLength(JSON.stringify(problems))).toBeLessThan(200_000);
    if (rows.length > problems.length) expect(problems.at(-1)?.message).toBe(untold(rows.length + 1 - problems.length));
  });

  const untold = (count: number) => `masih ada ${count} masalah lain; perbaiki yang di atas, lalu ulangi simulasi`;
});

describe('the import of commitments that exist', () => {
  it('leaves them unchanged if their export is imported', async () => {
    const client = harness.base.client();
    const input = { statement: { id: 'Menambah loket' }, category: 'antrean', basis: 'stated' } as const;
    await harness.forums.open(PALOPO.forum);
    const raise = client.raise(PALOPO.forum, input, PALOPO.branch, 'k');
    const { commitmentId } = await harness.base.clock.until(raise);
    const assign = { move: 'assign', version: 1, ...ASSIGNMENT } as const;
    expect(await harness.base.clock.until(client.move(commitmentId, assign, PALOPO.branch, 'a'))).toMatchObject({
      status: 200,
    });
    for (const format of ['csv', 'xlsx'] as const) {
      const result = await harness.import('commitments', await harness.export('commitments', format));
      expect(result).toEqual({ rows: 1, created: 0, unchanged: 1, problems: [] });
    }
  });

  it('leaves them unchanged by their original file and reports different content', async () => {
    await harness.import('commitments', csvFile([COMMITMENT_ROW]));
    const [{ commitmentId } = { commitmentId: '' }] = z
      .array(z.object({ commitmentId: z.string() }))
      .parse(await harness.records('commitments'));
    const correct = {
      move: 'correct',
      version: 1,
      statement: { id: 'Menambah dua loket' },
      reason: 'salah tulis',
    } as const;
    expect(await harness.base.clock.until(harness.base.client().move(commitmentId, correct, ADMIN, 'c'))).toMatchObject(
      {
        status: 200,
      },
    );
    expect(await harness.import('commitments', xlsxFile([COMMITMENT_ROW]))).toMatchObject({
      unchanged: 1,
      problems: [],
    });
    expect(await wrongWith('commitments', { ...COMMITMENT_ROW, kategori: 'sdm' })).toEqual([
      '2 komitmen: sudah ada dengan isi lain (komitmen, kategori); impor tidak mengubah yang sudah ada',
    ]);
  });
});

describe('a killed import', () => {
  it('continues after a restart and enters nothing twice, killed at any call', {
    timeout: 30_000,
  }, async () => {
    const rows = Array.from({ length: 3 }, (_, n) => ({ ...COMMITMENT_ROW, kunci: `k${n}` }));
    let killed = 0;
    for (let isOver = false; !isOver; ) {
      killed += 1;
      isOver = true;
      for (const moment of ['before', 'after'] as const) {
        const begun = await ImportHarness.furnished();
        await begun.import('forums', xlsxFile([FORUM_ROW]));
        const made = begun.faults.calls.length;
        begun.faults.plan = killAt(made + killed, moment);
        await begun
          .import('commitments', csvFile(rows))
          .catch((error: unknown) => expect(error).toBeInstanceOf(KilledError));
        isOver &&= begun.faults.calls.length < made + killed;
        begun.faults.plan = () => undefined;
        expect(await begun.import('commitments', csvFile(rows))).toMatchObject({ rows: 3, problems: [] });
        expect(await begun.records('commitments')).toHaveLength(3);
        expect(begun.base.runner.executions).toHaveLength(3);
      }
    }
    expect(killed).toBeGreaterThan(10);
  });
});
