import { describe, expect, it } from 'vitest';
import { kedeputianOf, PROVINCES, provincialZoneOf, UNASSIGNED } from '../../../functions/regions/provinces.ts';
import { findRegion, REGIONS, timeZoneOf } from '../../../functions/regions/regions.ts';

describe('the province table', () => {
  it('contains every province', () => {
    expect(PROVINCES).toEqual(REGIONS.filter(({ level }) => level === 'province').map(({ code }) => code));
  });

  it.each(PROVINCES)('has the zone and Kedeputian of province %s', (code) => {
    expect(provincialZoneOf(code)).toBe(timeZoneOf(code));
    expect(kedeputianOf(code)).toBe(findRegion(code)?.kedeputian ?? UNASSIGNED);
  });
});
