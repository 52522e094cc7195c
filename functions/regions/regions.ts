import * as z from 'zod';
import { findProvince, provinceOf } from './provinces.ts';
import shipped from './regions.json' with { type: 'json' };

/** A province, kabupaten or kota by its Ministry of Home Affairs code, which differs from the BPS code. */
export const region = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(['province', 'kabupaten', 'kota']),
  parent: z.string().optional(),
  timeZone: z.string().optional(),
  kedeputian: z.string().nullish(),
  population: z.int(),
});
export type PopulatedRegion = z.infer<typeof region>;

/** A region without its population (see populations.ts). */
export type Region = Omit<PopulatedRegion, 'population'>;

/** The code of a region that is listed. */
export type RegionCode = keyof typeof shipped.regions;

const records = z.record(z.string(), z.object({ name: z.string(), level: z.enum(['province', 'kabupaten', 'kota']) }));

/** All regions by code: Kepmendagri 300.2.2-2138 of 2025. */
export const REGIONS: readonly Region[] = Object.entries(records.parse(shipped.regions))
  .map(([code, record]): Region => {
    const province = findProvince(code);
    return { code, ...record, ...(province === undefined ? { parent: provinceOf(code) } : province) };
  })
  // JavaScript moves integer-like keys to the front, so the file's order is lost.
  .sort((one, other) => (one.code < other.code ? -1 : 1));

const byCode: ReadonlyMap<string, Region> = new Map(REGIONS.map((row) => [row.code, row]));

export function findRegion(code: string): Region | undefined {
  return byCode.get(code);
}

/** The IANA zone of the region's province (Keppres 41 of 1987). @throws RangeError the province is unknown */
export function timeZoneOf(code: string): string {
  const zone = byCode.get(provinceOf(code))?.timeZone;
  if (zone === undefined) throw new RangeError(`region ${code} has no province with a time zone`);
  return zone;
}
