import * as z from 'zod';
import shipped from './populations.json' with { type: 'json' };
import { type PopulatedRegion, REGIONS, type RegionCode } from './regions.ts';

const counted = shipped.populations satisfies Readonly<Record<RegionCode, number>>;
const populations = z.record(z.string(), z.int()).parse(counted);

/** All regions by code, with populations: Kepmendagri 300.2.2-2138 of 2025. */
export const POPULATED_REGIONS: readonly PopulatedRegion[] = REGIONS.map((region) => {
  const population = populations[region.code];
  if (population === undefined) throw new RangeError(`populations.json has no region ${region.code}`);
  return { ...region, population };
});
