import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idInRegion, keys, placeOf, placePrefix, regionOfId } from '../../../functions/platform/keys.ts';
import { REGIONS } from '../../../functions/regions/regions.ts';

const cities = REGIONS.filter(({ level }) => level !== 'province').map(({ code }) => code);
const city = fc.constantFrom(...cities);

describe('an id', () => {
  it('carries its region', () => {
    fc.assert(
      fc.property(city, fc.string(), (region, seed) => {
        expect(regionOfId(idInRegion(region, seed))).toBe(region);
      }),
    );
  });

  it('is the same for the same seed, and another for another seed or region', () => {
    expect(idInRegion('73.73', 'a')).toBe(idInRegion('73.73', 'a'));
    expect(idInRegion('73.73', 'a')).not.toBe(idInRegion('73.73', 'b'));
    expect(idInRegion('73.73', 'a')).not.toBe(idInRegion('72.71', 'a'));
  });

  it('names an execution, with its generation: 80 characters of letters, digits and hyphens', () => {
    expect(`${idInRegion('73.73', 'a')}-g999`).toMatch(/^[0-9a-zA-Z-]{1,80}$/);
  });

  it.each([
    '',
    '7373',
    '7373-',
    '7373-0123456789abcdef012',
    '7373-0123456789abcdef01234',
    '7373-0123456789ABCDEF0123',
    '73.73-0123456789abcdef0123',
    '737-0123456789abcdef0123',
    '7373-0123456789abcdef0123\n',
    ' 7373-0123456789abcdef0123',
    '7373-0123456789abcdef0123#x',
    '../7373-0123456789abcdef0123',
  ])('is not %j', (id) => {
    expect(regionOfId(id)).toBeUndefined();
  });
});

describe('keys', () => {
  it('of events stand in the order of their versions', () => {
    const version = fc.integer({ min: 1, max: 999_999 });
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(keys.event('x', one).sk < keys.event('x', other).sk).toBe(one < other);
      }),
    );
  });

  it('of a commitment stand before those of its events, and these before its evidence', () => {
    const order = [keys.commitment('x').sk, keys.event('x', 1).sk, 'EVENT#~', keys.evidence('x', 'e').sk];
    expect(order.toSorted()).toEqual(order);
  });

  it('of a commitment, its events and its evidence share a partition with nothing else', () => {
    const { pk } = keys.commitment('x');
    expect([keys.event('x', 1).pk, keys.evidence('x', 'e').pk]).toEqual([pk, pk]);
    const others = [keys.forum('x'), keys.office('x'), keys.officeServing('x', 'x'), keys.request('x')];
    expect(others.map((key) => key.pk)).not.toContain(pk);
  });

  it('of news stand in the order of versions', () => {
    expect(keys.news('x', 'c', 9).sk < keys.news('x', 'c', 10).sk).toBe(true);
  });
});

describe('the place of a commitment or forum', () => {
  it('begins as its region and its province ask for, and as no other region does', () => {
    fc.assert(
      fc.property(city, city, (region, other) => {
        const { place, placeSort } = placeOf('FORUM', region, '2025-06-19');
        expect(place).toBe(region.slice(0, 2));
        expect(placeSort.startsWith(placePrefix('FORUM', region))).toBe(true);
        expect(placeSort.startsWith(placePrefix('FORUM', place))).toBe(true);
        expect(placeSort.startsWith(placePrefix('FORUM', other))).toBe(region === other);
      }),
    );
  });

  it('tells forums from commitments', () => {
    expect(placePrefix('FORUM', '73').startsWith(placePrefix('C', '73'))).toBe(false);
  });
});
