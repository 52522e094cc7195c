import * as z from 'zod';
import shipped from './populations.json' with { type: 'json' };
import { type PopulatedRegion, REGIONS } from './regions.ts';

const populations = z.record(z.string(), z.int()).parse(shipped.populations);

/** All regions by code, with populations: Kepmendagri 300.2.2-2138 of 2025. */
export const POPULATED_REGIONS: readonly PopulatedRegion[] = REGIONS.map((region) => {
  const population = populations[region.code];
  if (population === undefined) throw new RangeError(`populations.json has no region ${region.code}`);
  return { ...region, population };
});
