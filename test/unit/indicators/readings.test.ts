import { describe, expect, it } from 'vitest';
import { checkMayRecord, checkReading, readingInput } from '../../../functions/indicators/readings.ts';
import type { Author } from '../../../functions/people/actors.ts';
import { InputRefusedError } from '../../../functions/platform/values/errors.ts';
import { parsed } from '../../../functions/platform/values/parsing.ts';

const NOW = new Date('2026-01-31T16:30:00Z');
const SHARE = {
  indicator: 'active-share',
  value: 79.76,
  unit: 'percent',
  asOf: '2024-11-01',
  numerator: 311_693,
  denominator: 390_777,
  denominatorKind: 'registered',
  status: 'stated',
  source: 'ANTARA',
};
const COVERAGE = {
  indicator: 'uhc-coverage',
  value: 100,
  unit: 'percent',
  asOf: '2025-05-19',
  status: 'claimed',
  source: 'a',
};

/** The problems of a reading as `path: message`. */
function refused(change: object, base: object = SHARE, region = '72.71'): readonly string[] {
  try {
    checkReading(region, parsed(readingInput, { ...base, ...change }), NOW);
    return [];
  } catch (error) {
    if (!(error instanceof InputRefusedError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

describe('a reading is accepted', () => {
  it.each([
    ['as a share with its denominator', {}],
    [
      'of the population, by its source',
      { value: 78.85, denominator: 395_291, denominatorKind: 'population', denominatorSource: 'Kepmendagri' },
    ],
    ['rounded', { value: 79.8 }],
    ['truncated', { value: 79.7 }],
    ['without decimals', { value: 80 }],
    ['in Indonesian notation', { value: '79,76', numerator: '311.693', denominator: '390.777' }],
    ['as a bound that the numbers satisfy', { value: 75, comparator: '>' }],
    ['above 100 per cent', { value: 100.21, numerator: 390_777, denominator: 389_959 }],
    ['with a direction', { trend: 'rising' }],
  ])('%s', (_, change) => {
    expect(refused(change)).toEqual([]);
  });

  it('as a direction without a number', () => {
    const base = {
      indicator: 'human-development-index',
      asOf: '2025-06-19',
      status: 'claimed',
      source: 'setarakata.com',
    };
    expect(refused({ trend: 'rising' }, base)).toEqual([]);
    expect(refused({}, base)).toEqual(['value: isi nilai, atau arah bila tanpa angka']);
  });

  it('as a claim above 100 without figures', () => {
    expect(refused({ comparator: '>' }, COVERAGE)).toEqual([]);
  });
});

describe('a reading is refused', () => {
  it.each([
    ['a denominator of 0', { denominator: 0 }, 'denominator: tidak boleh 0'],
    ['a negative value', { value: -1 }, 'value: tidak boleh negatif'],
    ['a negative value written as text', { numerator: '-1,5' }, 'numerator: tidak boleh negatif'],
    ['a future day', { asOf: '2026-02-02' }, 'asOf: belum tiba; hari ini 2026-02-01'],
    [
      'a value that does not match its numbers',
      { value: 81 },
      'value: 81 persen tidak sesuai dengan pembilang dan penyebut: 311.693 dari 390.777 adalah 79,76 persen',
    ],
    [
      'a bound that the numbers violate',
      { value: 80, comparator: '>=' },
      'value: >=80 persen tidak sesuai dengan pembilang dan penyebut: 311.693 dari 390.777 adalah 79,76 persen',
    ],
    [
      'both numbers without their value',
      { value: undefined, trend: 'falling' },
      'value: wajib diisi; 311.693 dari 390.777 adalah 79,76 persen',
    ],
    ['a numerator alone', { denominator: undefined }, 'denominator: wajib diisi bila ada pembilang'],
    ['a denominator alone', { numerator: undefined }, 'numerator: wajib diisi bila ada penyebut'],
    [
      'a share without a denominator kind',
      { denominatorKind: undefined },
      'denominatorKind: wajib diisi bila ada pembilang dan penyebut',
    ],
    [
      'a population without a source',
      { denominatorKind: 'population' },
      'denominatorSource: wajib diisi: sumber jumlah penduduk',
    ],
    [
      'a source for registered participants',
      { denominatorSource: 'a' },
      'denominatorKind: harus population bila sumber penyebut diisi',
    ],
    ['another unit', { unit: 'people' }, 'unit: indikator ini dalam satuan percent'],
    ['a value without a unit', { unit: undefined }, 'unit: wajib diisi: percent'],
    [
      'a comparison without a value',
      { value: undefined, comparator: '>', trend: 'rising', numerator: undefined, denominator: undefined },
      'value: wajib diisi bila ada pembanding',
    ],
    [
      'half a person',
      { indicator: 'jkn-active', unit: 'people', value: 0.5, numerator: undefined, denominator: undefined },
      'value: jumlah orang harus bilangan bulat',
    ],
    [
      'a share of people in people',
      { indicator: 'jkn-active', unit: 'people', value: 80 },
      'numerator: hanya untuk indikator dalam persen',
    ],
    [
      'an unknown indicator',
      { indicator: 'gdp' },
      expect.stringContaining('indicator: harus salah satu dari: population, '),
    ],
    [
      'a personal number',
      { note: 'NIK 7371010101900001' },
      expect.stringContaining('note: memuat angka yang menyerupai NIK'),
    ],
    ['an unknown field', { office: 'x' }, 'office: tidak dikenal; hapus isian ini'],
  ])('for %s', (_, change, message) => {
    expect(refused(change)).toEqual([message]);
  });

  it.each`
    region     | accepted | because
    ${'94.71'} | ${true}  | ${'in Jayapura 1 February has begun'}
    ${'72.71'} | ${true}  | ${'so it has in Palu'}
    ${'73.73'} | ${true}  | ${'and in Palopo'}
    ${'62.02'} | ${false} | ${'but not in Sampit'}
  `(
    'dated 1 February, at 23:30 on 31 January in Jakarta, from $region: accepted $accepted, because $because',
    ({ region, accepted }) => {
      expect(refused({ asOf: '2026-02-01' }, SHARE, region)).toHaveLength(accepted ? 0 : 1);
    },
  );
});

describe('recording a reading', () => {
  const FORUM = { region: '72.71', secretariatOffices: ['bpjs-cabang-palu', '72.71-sekda'] };
  const by = (office: string, role: Author['role']): Author => ({
    userId: 'u',
    office,
    role,
  });
  it.each`
    office                | role          | region     | may
    ${'72.71-sekda'}      | ${'official'} | ${'72.71'} | ${true}
    ${'bpjs-cabang-palu'} | ${'official'} | ${'72.71'} | ${true}
    ${'bpjs-cabang-palu'} | ${'official'} | ${'72'}    | ${false}
    ${'bpjs-cabang-palu'} | ${'official'} | ${'72.10'} | ${false}
    ${'72.71-dinkes'}     | ${'official'} | ${'72.71'} | ${false}
    ${'72.71-sekda'}      | ${'auditor'}  | ${'72.71'} | ${false}
    ${'bpjs-pusat'}       | ${'admin'}    | ${'72'}    | ${true}
  `('is allowed for $role of $office in $region: $may', ({ office, role, region, may }) => {
    const check = () => checkMayRecord(region, by(office, role), [FORUM]);
    if (may) expect(check).not.toThrow();
    else expect(check).toThrow(/sekretariat forum/);
  });
});
