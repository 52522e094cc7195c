import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ForumInput, forumInput } from '../../../functions/forums/forums.ts';
import { INDICATORS } from '../../../functions/indicators/indicators.ts';
import { withReadingId } from '../../../functions/indicators/readings.store.ts';
import { checkReading, type ReadingInput, readingInput } from '../../../functions/indicators/readings.ts';
import { type Office, office } from '../../../functions/offices/offices.ts';
import { xlsxOf } from '../../../functions/platform/spreadsheets/xlsx-writer.ts';
import { text } from '../../../functions/platform/values/text.ts';
import { sheetOf } from '../../builders/import-rows.ts';
import { propertyRuns } from '../../builders/property-runs.ts';
import { ImportHarness } from '../../harness/import-harness.ts';

const NOW = new Date('2026-03-02T02:00:00Z');
const ADMIN = { userId: 'admin', office: 'bpjs-pusat' };

/** Texts of users, including those that spreadsheets interpret. */
function words(limit: number): fc.Arbitrary<string> {
  const odd = fc.constantFrom(
    '=1+1',
    '-5',
    "'=x",
    '62.02',
    '1/2',
    '0012',
    'a;b',
    '"',
    'a\nb',
    '| a |',
    '\\',
    '_x000D_',
    '2024-11',
    'TRUE',
    '😀',
  );
  const any = fc.oneof(
    odd,
    fc.string({ unit: 'binary', minLength: 1, maxLength: limit }),
    fc.tuple(odd, odd).map((pair) => pair.join(' ')),
  );
  return any
    .map((one) => text(limit).safeParse(one))
    .filter(({ success }) => success)
    .map(({ data }) => data ?? '');
}
const sources = fc.oneof(
  words(60),
  fc.record(
    { publisher: words(40), title: words(40), url: fc.constantFrom('https://example.org/a?b=1&c=2') },
    { requiredKeys: ['publisher', 'title'] },
  ),
);
const PALOPO = ['73.73-dinkes', '73.73-rsud', '73.73-puskesmas', '73.73-inspektorat', '73.73-dukcapil'];
const some = fc.uniqueArray(fc.constantFrom(...PALOPO), { maxLength: 4 });
const dates = fc.constantFrom(
  { date: '2025-06-19', datePrecision: 'day' } as const,
  { date: '2025-06', datePrecision: 'month' } as const,
  { date: '2025', datePrecision: 'year' } as const,
  { date: null, datePrecision: 'unknown' } as const,
  { datePrecision: 'unknown' } as const,
);

const forums = fc
  .record(
    {
      type: fc.constantFrom('kemitraan-faskes', 'komunikasi-uhc'),
      name: words(60),
      dated: dates,
      dateNote: words(40),
      venue: fc.option(words(40)),
      chairCapacity: fc.constantFrom('acting' as const, 'deputy' as const),
      secretariatBasis: words(40),
      participants: some,
      participantsNote: words(40),
      source: sources,
    },
    { requiredKeys: ['type', 'name', 'dated', 'participants'] },
  )
  .map(({ dated, ...rest }): ForumInput => {
    const fixed = {
      region: '73.73',
      chairOffice: '73.73-kepala-daerah',
      secretariatOffices: ['bpjs-cabang-palopo', '73.73-sekda'],
    };
    return forumInput.parse({ ...fixed, ...rest, ...dated });
  });

const newOffices = fc
  .record(
    {
      name: words(60),
      kind: fc.constantFrom('opd', 'hospital', 'bpjs-regional'),
      region: fc.constantFrom('73.73', null),
      serves: fc.constantFrom(['73.73'], ['*'], ['73', '64.02'], ['73.73', '73.17', '62.02']),
      escalatesTo: fc.constantFrom('73.73-sekda', null),
      kedeputian: words(10),
      language: fc.constantFrom('id', 'en'),
      aliases: fc.array(words(30), { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['name', 'kind', 'region', 'serves', 'escalatesTo'] },
  )
  .map((row): Omit<Office, 'officeId'> => {
    const fixed = { officeId: 'x00', timeZone: 'Asia/Makassar', email: 'kantor@example.org' };
    const { officeId: _, ...rest } = office.parse({ ...fixed, ...row });
    return rest;
  });

const amounts = fc.oneof(fc.integer({ min: 0, max: 999_999_999 }), fc.double({ min: 1e-6, max: 1e9, noNaN: true }));
const newReadings = fc
  .record(
    {
      row: fc.constantFrom(...INDICATORS),
      amount: amounts,
      comparator: fc.constantFrom('<', '<=', '=', '>=', '>'),
      trend: fc.constantFrom('rising', 'steady', 'falling'),
      asOf: fc.constantFrom('2024-02-29', '2025-12-31', '1999-01-01'),
      status: fc.constantFrom('stated', 'claimed', 'verified'),
      source: sources,
      note: words(60),
    },
    { requiredKeys: ['row', 'trend', 'asOf', 'status', 'source'] },
  )
  .map(({ row, amount, comparator, ...rest }): ReadingInput => {
    const value = amount !== undefined && row.unit === 'people' ? Math.floor(amount) : amount;
    const valued =
      value === undefined ? {} : { value, unit: row.unit, ...(comparator === undefined ? {} : { comparator }) };
    return readingInput.parse({ indicator: row.code, ...valued, ...rest });
  });

const raises = fc.record(
  {
    komitmen: words(80),
    'komitmen (Inggris)': words(80),
    'instansi pendukung': some.map((offices) => offices.join('|')),
    sumber: words(60),
  },
  { requiredKeys: ['komitmen'] },
);

const worlds = fc.record({
  forums: fc.array(forums, { minLength: 1, maxLength: 3 }),
  offices: fc.array(newOffices, { maxLength: 3 }),
  readings: fc.array(newReadings, { maxLength: 4 }),
  raises: fc.array(raises, { maxLength: 4 }),
});

async function worldOf(input: typeof worlds extends fc.Arbitrary<infer World> ? World : never): Promise<ImportHarness> {
  const harness = await ImportHarness.furnished();
  for (const [index, row] of input.offices.entries())
    await harness.offices.create({ officeId: `73.73-baru-${index}`, ...row });
  const ids = input.forums.map((_, index) => `7373-0000000000000000000${index}`);
  for (const [index, row] of input.forums.entries()) await harness.forums.open({ forumId: ids[index] ?? '', ...row });
  for (const row of input.readings) {
    checkReading('72.71', row, NOW);
    await harness.readings.record(withReadingId('72.71', row), ADMIN, NOW);
  }
  const rows = input.raises.map((row, index) => ({
    kunci: `k${index}`,
    forum: ids[0],
    daerah: '73.73',
    kategori: 'antrean',
    dasar: 'stated',
    ...row,
  }));
  if (rows.length > 0)
    expect(await harness.import('commitments', xlsxOf([sheetOf(rows)]))).toMatchObject({ problems: [] });
  return harness;
}

describe('an exported file', () => {
  it('changes nothing when imported again, in either format', { timeout: 60_000 * propertyRuns(1) }, async () => {
    const property = fc.asyncProperty(worlds, async (input) => {
      const harness = await worldOf(input);
      for (const what of ['offices', 'forums', 'commitments', 'readings'] as const) {
        const before = await harness.records(what);
        for (const format of ['csv', 'xlsx'] as const) {
          if (before.length === 0) continue;
          const { rows, created, unchanged, problems } = await harness.import(what, await harness.export(what, format));
          expect([what, format, problems, created, unchanged]).toEqual([what, format, [], 0, rows]);
        }
        expect(await harness.records(what)).toEqual(before);
      }
    });
    await fc.assert(property, { numRuns: propertyRuns(40) });
  });

  it('recreates the same records in a platform that has only the offices', {
    timeout: 60_000 * propertyRuns(1),
  }, async () => {
    const property = fc.asyncProperty(
      worlds,
      fc.constantFrom('csv' as const, 'xlsx' as const),
      async (input, format) => {
        const harness = await worldOf({ ...input, offices: [] });
        const other = await ImportHarness.furnished();
        for (const what of ['forums', 'commitments', 'readings'] as const) {
          const file = await harness.export(what, format);
          if ((await harness.records(what)).length > 0) {
            expect(await other.import(what, file)).toMatchObject({ unchanged: 0, problems: [] });
          }
          expect(Buffer.from(await other.export(what, 'csv')).toString()).toBe(
            Buffer.from(await harness.export(what, 'csv')).toString(),
          );
        }
      },
    );
    await fc.assert(property, { numRuns: propertyRuns(20) });
  });
});
