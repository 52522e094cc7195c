import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitmentIdOf, EVENTS_PREFIX, keys } from '../../../functions/platform/keys.ts';
import { idInRegion, regionOfId } from '../../../functions/platform/values/ids.ts';
import { placeAttributes, placePrefix } from '../../../functions/regions/place-index.store.ts';
import { REGIONS } from '../../../functions/regions/regions.ts';

const cities = REGIONS.filter(({ level }) => level !== 'province').map(({ code }) => code);
const city = fc.constantFrom(...cities);

describe('an id', () => {
  it('contains its region', () => {
    fc.assert(
      fc.property(city, fc.string(), (region, seed) => {
        expect(regionOfId(idInRegion(region, seed))).toBe(region);
      }),
    );
  });

  it('depends on seed and region only', () => {
    expect(idInRegion('73.73', 'a')).toBe(idInRegion('73.73', 'a'));
    expect(idInRegion('73.73', 'a')).not.toBe(idInRegion('73.73', 'b'));
    expect(idInRegion('73.73', 'a')).not.toBe(idInRegion('72.71', 'a'));
  });

  it('is valid, with a generation, as the name of an execution', () => {
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
  ])('has no region if malformed: %j', (id) => {
    expect(regionOfId(id)).toBeUndefined();
  });
});

describe('keys', () => {
  it('sort events by version', () => {
    const version = fc.integer({ min: 1, max: 999_999 });
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(keys.event('x', one).sk < keys.event('x', other).sk).toBe(one < other);
      }),
    );
  });

  it('put events in a partition of their own, so that IAM can deny changing them', () => {
    const { pk } = keys.event('x', 1);
    expect(pk.startsWith(EVENTS_PREFIX)).toBe(true);
    const others = [
      keys.commitment('x'),
      keys.evidence('x', 'e'),
      keys.contribution('x'),
      keys.forum('x'),
      keys.office('x'),
    ];
    expect(others.filter((key) => key.pk.startsWith(EVENTS_PREFIX))).toEqual([]);
    expect([pk, keys.commitment('x').pk].map(commitmentIdOf)).toEqual(['x', 'x']);
  });

  it('put only evidence and contribution into the partition of a commitment', () => {
    const { pk } = keys.commitment('x');
    expect([keys.evidence('x', 'e').pk, keys.contribution('x').pk]).toEqual([pk, pk]);
    const others = [keys.forum('x'), keys.office('x'), keys.officeServing('x', 'x'), keys.request('x')];
    expect(others.map((key) => key.pk)).not.toContain(pk);
  });

  it('sort move notices by version', () => {
    expect(keys.moveNotice('x', 'c', 9).sk < keys.moveNotice('x', 'c', 10).sk).toBe(true);
  });
});

describe('the place attributes of a commitment or forum', () => {
  it('match the prefixes of its region and province, and of no other region', () => {
    fc.assert(
      fc.property(city, city, (region, other) => {
        const { place, placeSort } = placeAttributes('FORUM', region, '2025-06-19', 'id');
        expect(place).toBe(region.slice(0, 2));
        expect(placeSort.startsWith(placePrefix('FORUM', region))).toBe(true);
        expect(placeSort.startsWith(placePrefix('FORUM', place))).toBe(true);
        expect(placeSort.startsWith(placePrefix('FORUM', other))).toBe(region === other);
      }),
    );
  });

  it('end in the id, so that records of one day have a stable order', () => {
    expect(placeAttributes('C', '73.73', '2025-06-19', 'one').placeSort).toBe('C#73.73#2025-06-19#one');
  });

  it('distinguish forums from commitments', () => {
    expect(placePrefix('FORUM', '73').startsWith(placePrefix('C', '73'))).toBe(false);
  });
});
