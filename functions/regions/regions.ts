import * as z from 'zod';
import { provinceOf } from './provinces.ts';
import shipped from './regions.json' with { type: 'json' };

/** A province, kabupaten or kota by its Ministry of Home Affairs code (not the BPS code, which differs). */
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

/** A region as far as most have to do with it; functions/regions/populations.ts tells how many live there. */
export type Region = Omit<PopulatedRegion, 'population'>;

// Kept by province, which spares every kabupaten and kota its parent, and as text, which spares the marks of JSON. A
// kota has that word in its name; where there is none, it is a kabupaten.
const provinces = z.record(
  z.string(),
  z.object({
    name: z.string(),
    timeZone: z.string(),
    kedeputian: z.string().nullable(),
    regions: z.string(),
  }),
);

/** All regions in the order of their codes: Kepmendagri 300.2.2-2138 of 2025. */
export const REGIONS: readonly Region[] = Object.entries(provinces.parse(shipped.provinces))
  .flatMap(([parent, { regions, ...province }]): readonly Region[] => [
    { code: parent, level: 'province', ...province },
    ...regions.split(';').map((row): Region => {
      const name = row.slice('01 '.length);
      const rest = { code: `${parent}.${row.slice(0, 2)}`, parent };
      return name.startsWith('Kota ')
        ? { name, level: 'kota', ...rest }
        : { name: `Kabupaten ${name}`, level: 'kabupaten', ...rest };
    }),
  ])
  // Keys that are whole numbers stand before others in an object, so the order of the file is not to be relied on.
  .sort((one, other) => (one.code < other.code ? -1 : 1));

const byCode: ReadonlyMap<string, Region> = new Map(REGIONS.map((row) => [row.code, row]));

/** The region with that code, if there is one. */
export function findRegion(code: string): Region | undefined {
  return byCode.get(code);
}

/** The IANA zone of a region: its province's (Keppres 41 of 1987). */
export function timeZoneOf(code: string): string {
  const zone = byCode.get(provinceOf(code))?.timeZone;
  if (zone === undefined) throw new RangeError(`region ${code} has no province with a time zone`);
  return zone;
}
