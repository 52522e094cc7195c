import shipped from './populations.json' with { type: 'json' };
import { type PopulatedRegion, REGIONS, type Region } from './regions.ts';

// Apart from the regions, whose names letters need as well. In the order of the regions of a province, itself first.
const byProvince = new Map(
  Object.entries(shipped.provinces).map(([code, numbers]) => [code, numbers.split(' ').map(Number)] as const),
);

/** All regions in the order of their codes, each with its population: Kepmendagri 300.2.2-2138 of 2025. */
export const POPULATED_REGIONS: readonly PopulatedRegion[] = REGIONS.map(populated);

function populated(region: Region, index: number): PopulatedRegion {
  const province = region.parent ?? region.code;
  const place = index - REGIONS.findIndex(({ code }) => code === province);
  return { ...region, population: byProvince.get(province)?.[place] ?? Number.NaN };
}
