import { describe, expect, it } from 'vitest';
import { coversPlace, isPartOf, NATIONWIDE, type Place, partsOf } from '../../../functions/regions/places.ts';
import { KEDEPUTIAN, PROVINCES } from '../../../functions/regions/provinces.ts';
import { REGIONS } from '../../../functions/regions/regions.ts';

const at = (kind: Place['kind'], code: string): Place => ({ kind, code });

describe('places', () => {
  it.each`
    scope                       | place                             | isSeen
    ${['*']}                    | ${NATIONWIDE}                     | ${true}
    ${['*']}                    | ${at('kedeputian', 'unassigned')} | ${true}
    ${['73.73']}                | ${at('region', '73.73')}          | ${true}
    ${['73.73']}                | ${at('region', '73.71')}          | ${false}
    ${['73.73']}                | ${at('province', '73')}           | ${false}
    ${['73']}                   | ${at('region', '73.71')}          | ${true}
    ${['73']}                   | ${at('province', '73')}           | ${true}
    ${['73', '74', '76', '81']} | ${at('kedeputian', 'IX')}         | ${true}
    ${['73', '74', '76']}       | ${at('kedeputian', 'IX')}         | ${false}
    ${['73', '74', '76', '81']} | ${at('kedeputian', 'X')}          | ${false}
    ${['73', '74', '76', '81']} | ${NATIONWIDE}                     | ${false}
    ${['73.73']}                | ${at('kedeputian', 'XIII')}       | ${false}
  `('the scope $scope covers $place: $isSeen', ({ scope, place, isSeen }) => {
    expect(coversPlace(scope, place)).toBe(isSeen);
  });

  it('have each region in one province, and each province in one Kedeputian and the nation', () => {
    const regions = PROVINCES.flatMap((code) => partsOf(at('province', code)));
    expect(regions.map(({ code }) => code)).toEqual(REGIONS.filter(({ parent }) => parent).map(({ code }) => code));
    const provinces = KEDEPUTIAN.flatMap((code) => partsOf(at('kedeputian', code)));
    expect(provinces.map(({ code }) => code).sort()).toEqual(partsOf(NATIONWIDE).map(({ code }) => code));
    expect(partsOf(at('region', '73.73'))).toEqual([]);
  });

  it('contain a code by its digits, known or not', () => {
    expect(isPartOf(at('province', '73'), '73.99')).toBe(true);
    expect(isPartOf(at('province', '73'), '75.71')).toBe(false);
    expect(isPartOf(at('kedeputian', 'IX'), '73')).toBe(true);
    expect(isPartOf(at('kedeputian', 'unassigned'), '99')).toBe(true);
    expect(isPartOf(NATIONWIDE, '99')).toBe(true);
    expect(isPartOf(at('region', '73.73'), '73.73')).toBe(false);
  });
});
