import { describe, expect, it } from 'vitest';
import type { Place } from '../../../functions/regions/places.ts';
import {
  kedeputianPlace,
  placeName,
  placesServed,
  placeToday,
  placeZone,
  regionalPlace,
} from '../../../functions/reports/report-places.ts';

describe('the place of a report', () => {
  it.each`
    code       | kind
    ${'73.73'} | ${'region'}
    ${'73'}    | ${'province'}
  `('for the code $code is a $kind', ({ code, kind }) => {
    expect(regionalPlace(code)).toEqual({ kind, code });
  });

  it.each(['73.99', '99', '', '*', 'IX', '7373'])('does not exist for the region code "%s"', (code) => {
    expect(() => regionalPlace(code)).toThrow(expect.objectContaining({ name: 'NotFoundError' }));
  });

  it.each(['V', 'XIII', 'ix', '', '*', '73'])('does not exist for the Kedeputian number "%s"', (code) => {
    expect(() => kedeputianPlace(code)).toThrow(expect.objectContaining({ name: 'NotFoundError' }));
  });

  it.each<[Place, string, string]>([
    [{ kind: 'region', code: '73.73' }, 'Kota Palopo', 'Asia/Makassar'],
    [{ kind: 'province', code: '91' }, 'Papua', 'Asia/Jayapura'],
    [{ kind: 'region', code: '73.99' }, '73.99', 'Asia/Makassar'],
    [{ kind: 'kedeputian', code: 'XII' }, 'Kedeputian Wilayah XII', 'Asia/Jayapura'],
    [{ kind: 'kedeputian', code: 'VIII' }, 'Kedeputian Wilayah VIII', 'Asia/Jakarta'],
    [{ kind: 'kedeputian', code: 'unassigned' }, 'Kedeputian belum diketahui', 'Asia/Jakarta'],
    [{ kind: 'nation', code: '*' }, 'Nasional', 'Asia/Jakarta'],
  ])('%o has the name %s and the days of %s', (place, name, zone) => {
    expect([placeName(place), placeZone(place)]).toEqual([name, zone]);
  });

  it.each`
    scope                       | served
    ${['73.73']}                | ${'region 73.73'}
    ${['73.73', '73.17']}       | ${'region 73.73, region 73.17'}
    ${['73', '74', '76', '81']} | ${'kedeputian IX, province 73, province 74, province 76, province 81'}
    ${['73', '74', '76']}       | ${'province 73, province 74, province 76'}
    ${['73.73', '73.99']}       | ${'region 73.73'}
    ${['*']}                    | ${'nation *'}
  `('is one of $served for an office that serves $scope', ({ scope, served }) => {
    expect(
      placesServed(scope)
        .map(({ kind, code }) => `${kind} ${code}`)
        .join(', '),
    ).toBe(served);
  });

  it.each`
    at                            | palopo          | papua           | nation
    ${'2026-12-31T14:59:59.999Z'} | ${'2026-12-31'} | ${'2026-12-31'} | ${'2026-12-31'}
    ${'2026-12-31T15:00:00.000Z'} | ${'2026-12-31'} | ${'2027-01-01'} | ${'2026-12-31'}
    ${'2026-12-31T16:00:00.000Z'} | ${'2027-01-01'} | ${'2027-01-01'} | ${'2026-12-31'}
    ${'2028-02-28T17:00:00.000Z'} | ${'2028-02-29'} | ${'2028-02-29'} | ${'2028-02-29'}
  `('has the local day of its zone at $at', ({ at, palopo, papua, nation }) => {
    const now = new Date(at);
    expect(placeToday({ kind: 'region', code: '73.73' }, now)).toBe(palopo);
    expect(placeToday({ kind: 'kedeputian', code: 'XII' }, now)).toBe(papua);
    expect(placeToday({ kind: 'nation', code: '*' }, now)).toBe(nation);
  });
});
