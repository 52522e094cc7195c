import * as z from 'zod';
import shipped from './data/regions.json' with { type: 'json' };

/** A province, kabupaten or kota by its Ministry of Home Affairs code (not the BPS code, which differs). */
export const region = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(['province', 'kabupaten', 'kota']),
  parent: z.string().optional().meta({ description: 'Code of the province, for a kabupaten or kota' }),
  timeZone: z.string().optional().meta({ description: 'IANA zone, for a province; zones belong to the province' }),
  kedeputian: z.string().nullish().meta({ description: 'BPJS region, for a province; null if not confirmed' }),
  population: z.int(),
});
export type Region = z.infer<typeof region>;

/** All regions in the order of their codes: Kepmendagri 300.2.2-2138 of 2025. */
export const REGIONS: readonly Region[] = z.array(region).parse(shipped.regions);

const byCode: ReadonlyMap<string, Region> = new Map(REGIONS.map((row) => [row.code, row]));

/** The region with that code, if there is one. */
export function findRegion(code: string): Region | undefined {
  return byCode.get(code);
}

/** The code of the province that a region lies in; of a province, its own. */
export function provinceOf(code: string): string {
  return code.slice(0, 2);
}

/** The IANA zone of a region: its province's (Keppres 41 of 1987). */
export function timeZoneOf(code: string): string {
  const zone = byCode.get(provinceOf(code))?.timeZone;
  if (zone === undefined) throw new RangeError(`region ${code} has no province with a time zone`);
  return zone;
}

/** All provinces' codes, in order. */
export const PROVINCES: readonly string[] = REGIONS.filter((row) => row.level === 'province').map((row) => row.code);
