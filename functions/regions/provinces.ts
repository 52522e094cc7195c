/** The IANA zone of a province, and its Kedeputian where a public source confirms it: null is not confirmed. */
interface ProvinceRule {
  readonly timeZone: 'Asia/Jakarta' | 'Asia/Pontianak' | 'Asia/Makassar' | 'Asia/Jayapura';
  readonly kedeputian: (typeof CONFIRMED_KEDEPUTIAN)[number] | null;
}

const CONFIRMED_KEDEPUTIAN = ['I', 'VI', 'VII', 'VIII', 'IX', 'X', 'XII'] as const;

/**
 * All provinces by code. Time zones: Keppres 41 of 1987. Apart from the regions, whose names most functions can do without.
 */
const PROVINCE_RULES: Readonly<Record<string, ProvinceRule>> = {
  '11': { timeZone: 'Asia/Jakarta', kedeputian: 'I' },
  '12': { timeZone: 'Asia/Jakarta', kedeputian: 'I' },
  '13': { timeZone: 'Asia/Jakarta', kedeputian: null },
  '14': { timeZone: 'Asia/Jakarta', kedeputian: null },
  '15': { timeZone: 'Asia/Jakarta', kedeputian: null },
  '16': { timeZone: 'Asia/Jakarta', kedeputian: null },
  '17': { timeZone: 'Asia/Jakarta', kedeputian: null },
  '18': { timeZone: 'Asia/Jakarta', kedeputian: null },
  '19': { timeZone: 'Asia/Jakarta', kedeputian: null },
  '21': { timeZone: 'Asia/Jakarta', kedeputian: null },
  '31': { timeZone: 'Asia/Jakarta', kedeputian: null },
  '32': { timeZone: 'Asia/Jakarta', kedeputian: null },
  '33': { timeZone: 'Asia/Jakarta', kedeputian: 'VI' },
  '34': { timeZone: 'Asia/Jakarta', kedeputian: 'VI' },
  '35': { timeZone: 'Asia/Jakarta', kedeputian: 'VII' },
  '36': { timeZone: 'Asia/Jakarta', kedeputian: null },
  '51': { timeZone: 'Asia/Makassar', kedeputian: null },
  '52': { timeZone: 'Asia/Makassar', kedeputian: null },
  '53': { timeZone: 'Asia/Makassar', kedeputian: null },
  '61': { timeZone: 'Asia/Pontianak', kedeputian: null },
  '62': { timeZone: 'Asia/Jakarta', kedeputian: 'VIII' },
  '63': { timeZone: 'Asia/Makassar', kedeputian: 'VIII' },
  '64': { timeZone: 'Asia/Makassar', kedeputian: 'VIII' },
  '65': { timeZone: 'Asia/Makassar', kedeputian: 'VIII' },
  '71': { timeZone: 'Asia/Makassar', kedeputian: 'X' },
  '72': { timeZone: 'Asia/Makassar', kedeputian: 'X' },
  '73': { timeZone: 'Asia/Makassar', kedeputian: 'IX' },
  '74': { timeZone: 'Asia/Makassar', kedeputian: 'IX' },
  '75': { timeZone: 'Asia/Makassar', kedeputian: 'X' },
  '76': { timeZone: 'Asia/Makassar', kedeputian: 'IX' },
  '81': { timeZone: 'Asia/Jayapura', kedeputian: 'IX' },
  '82': { timeZone: 'Asia/Jayapura', kedeputian: 'X' },
  '91': { timeZone: 'Asia/Jayapura', kedeputian: 'XII' },
  '92': { timeZone: 'Asia/Jayapura', kedeputian: 'XII' },
  '93': { timeZone: 'Asia/Jayapura', kedeputian: 'XII' },
  '94': { timeZone: 'Asia/Jayapura', kedeputian: 'XII' },
  '95': { timeZone: 'Asia/Jayapura', kedeputian: 'XII' },
  '96': { timeZone: 'Asia/Jayapura', kedeputian: 'XII' },
};

/** The codes of all provinces, in order. */
export const PROVINCES: readonly string[] = Object.keys(PROVINCE_RULES);

/** What is known of a province; undefined for a code that is none. */
export function findProvince(code: string): ProvinceRule | undefined {
  return PROVINCE_RULES[code];
}

/** The code of a region's province; of a province, its own code. */
export function provinceOf(code: string): string {
  return code.slice(0, 2);
}

/** The IANA zone of a region's province. A province that is new by decree is taken to be in the zone of the capital. */
export function provincialZoneOf(code: string): string {
  return findProvince(provinceOf(code))?.timeZone ?? 'Asia/Jakarta';
}

/** Stands for the Kedeputian of provinces whose own one is not confirmed, so that their numbers are not lost. */
export const UNASSIGNED = 'unassigned';

/** The Kedeputian that a region's or province's numbers are counted in. */
export function kedeputianOf(code: string): string {
  return findProvince(provinceOf(code))?.kedeputian ?? UNASSIGNED;
}

/** The codes of all Kedeputian that have a province, the unassigned last. */
export const KEDEPUTIAN: readonly string[] = [...CONFIRMED_KEDEPUTIAN, UNASSIGNED];
