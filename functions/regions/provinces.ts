// Written in lines, and apart from the regions: whoever lists, dates or adds up by province can do without the names and
// numbers of regions. test/unit/regions/provinces.test.ts holds them against data/regions.json.
const CODES =
  '11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96';

/** All provinces' codes, in order. */
export const PROVINCES: readonly string[] = CODES.split(' ');

/** The provinces of each zone that is not Asia/Jakarta. */
const IN_ZONES = {
  'Asia/Pontianak': '61',
  'Asia/Makassar': '51 52 53 63 64 65 71 72 73 74 75 76',
  'Asia/Jayapura': '81 82 91 92 93 94 95 96',
};

const zones = byProvince(IN_ZONES);

/** The provinces of each Kedeputian, where a public source confirms it. */
const IN_KEDEPUTIAN = {
  I: '11 12',
  VI: '33 34',
  VII: '35',
  VIII: '62 63 64 65',
  IX: '73 74 76 81',
  X: '71 72 75 82',
  XII: '91 92 93 94 95 96',
};

const kedeputian = byProvince(IN_KEDEPUTIAN);

function byProvince(codes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(codes).flatMap(([name, of]) => of.split(' ').map((code) => [code, name] as const)));
}

/** The code of the province that a region lies in; of a province, its own. */
export function provinceOf(code: string): string {
  return code.slice(0, 2);
}

/** The IANA zone of a region's province. One that is new by decree is taken to be in the zone of the capital. */
export function provincialZoneOf(code: string): string {
  return zones.get(provinceOf(code)) ?? 'Asia/Jakarta';
}

/** The Kedeputian that provinces are counted in whose own one is not known: they are never dropped. */
export const UNASSIGNED = 'unassigned';

/** The Kedeputian that a region's or province's numbers are counted in. */
export function kedeputianOf(code: string): string {
  return kedeputian.get(provinceOf(code)) ?? UNASSIGNED;
}

/** The codes of all Kedeputian that have a province, the unassigned last. */
export const KEDEPUTIAN: readonly string[] = [...Object.keys(IN_KEDEPUTIAN), UNASSIGNED];
