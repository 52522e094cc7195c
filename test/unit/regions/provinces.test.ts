import { describe, expect, it } from 'vitest';
import { kedeputianOf, PROVINCES, provincialZoneOf, UNASSIGNED } from '../../../functions/regions/provinces.ts';
import { findRegion, REGIONS, timeZoneOf } from '../../../functions/regions/regions.ts';

describe('what is known of provinces apart from the regions', () => {
  it('are all of them', () => {
    expect(PROVINCES).toEqual(REGIONS.filter(({ level }) => level === 'province').map(({ code }) => code));
  });

  it.each(PROVINCES)('%s lies in its zone and its Kedeputian', (code) => {
    expect(provincialZoneOf(code)).toBe(timeZoneOf(code));
    expect(kedeputianOf(code)).toBe(findRegion(code)?.kedeputian ?? UNASSIGNED);
  });
});
