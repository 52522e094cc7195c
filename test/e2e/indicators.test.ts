import { beforeAll, describe, expect, it } from 'vitest';
import { READING } from '../builders/bodies.ts';
import { openForum } from '../builders/commitments.ts';
import { uniqueWord } from '../builders/unique-word.ts';
import { as, refusal, refusedPaths } from '../engine/api.ts';
import { readingShape } from '../oracles/shapes.ts';

const PALU = { region: '72.71', sekda: '72.71-sekda', branch: 'bpjs-cabang-palu', dinkes: '72.71-dinkes' };
const at = `/regions/${PALU.region}/indicators`;
const population = (value: number, asOf: string, source: string) => ({
  ...READING,
  indicator: 'population',
  value,
  asOf,
  source,
});

/** The readings of Palu as somebody sees them. */
const readings = async (who: string = PALU.dinkes) => await as(who).all(at, readingShape);

describe('a reading of an indicator', () => {
  it('is stored beside contradicting readings of the same day', async () => {
    const asOf = '2024-06-30';
    const sources = ['satu sumber', 'sumber lain'];
    const rows = sources.map((source, index) => population(389_959 + index, asOf, source));
    for (const row of rows) await as(PALU.sekda).post(at, row, [201, readingShape]);
    const seen = (await readings()).filter((row) => row.indicator === 'population' && row.asOf === asOf);
    const said = seen.map(({ value, source }) => [value, source]);
    expect(said).toEqual(expect.arrayContaining(rows.map(({ value, source }) => [value, source])));
  });

  it('is stored once when it is recorded twice', async () => {
    const row = { ...READING, note: `uji ${uniqueWord()}` };
    const first = await as(PALU.sekda).post(at, row, [201, readingShape]);
    expect(await as(PALU.branch).post(at, row, [201, readingShape])).toEqual(first);
    expect((await readings()).filter(({ note }) => note === row.note)).toEqual([first]);
  });

  it('may be a direction without a number, or more than 100 percent', async () => {
    const { value: _, unit: _unit, ...base } = READING;
    const trend = { ...base, indicator: 'human-development-index', trend: 'rising', status: 'claimed' };
    await as(PALU.sekda).post(at, trend, [201, readingShape]);
    const claim = {
      ...base,
      indicator: 'uhc-coverage',
      value: 100,
      comparator: '>',
      unit: 'percent',
      status: 'claimed',
    };
    await as('admin').post('/regions/64.02/indicators', claim, [201, readingShape]);
  });

  it('keeps its numbers, also in Indonesian notation', async () => {
    const share = { ...READING, indicator: 'active-share', unit: 'percent', denominatorKind: 'registered' };
    const body = { ...share, value: '79,76', numerator: '311.693', denominator: '390.777' };
    const kept = await as(PALU.sekda).post(at, body, [201, readingShape]);
    expect(kept).toMatchObject({ value: 79.76, numerator: 311_693, denominator: 390_777 });
  });

  it.each([
    ['denominator', { denominator: 0 }],
    ['value', { value: -1 }],
    ['value', { value: 85 }],
    ['asOf', { asOf: '2199-01-01' }],
    ['indicator', { indicator: 'gdp' }],
  ])('is refused for its %s: %j', async (path, change) => {
    const share = { ...READING, indicator: 'active-share', unit: 'percent', denominatorKind: 'registered' };
    const body = { ...share, value: 79.76, numerator: 311_693, denominator: 390_777, ...change };
    expect(refusedPaths(await as(PALU.sekda).send('POST', at, { body }))).toEqual([path]);
  });
});

describe('permissions for readings', () => {
  beforeAll(async () => {
    await openForum();
  });

  it('allow reading within the scope, and recording for secretariats of the region’s forums', async () => {
    refusal(await as(PALU.dinkes).send('POST', at, { body: READING }), 403, 'forbidden');
    refusal(await as('auditor').send('POST', at, { body: READING }), 403, 'forbidden');
    refusal(await as('73.73-sekda').send('POST', at, { body: READING }), 404, 'not-found');
    refusal(await as('73.73-sekda').send('GET', at), 404, 'not-found');
    expect((await as('auditor').send('GET', at)).status).toBe(200);
    // The Kedeputian sees the province and is secretariat of nothing there.
    refusal(await as('bpjs-kedeputian-x').send('POST', '/regions/72/indicators', { body: READING }), 403, 'forbidden');
  });
});
