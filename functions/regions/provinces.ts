/** The IANA zone of a province and its Kedeputian; null where no public source confirms the Kedeputian. */
interface ProvinceRule {
  readonly timeZone: 'Asia/Jakarta' | 'Asia/Pontianak' | 'Asia/Makassar' | 'Asia/Jayapura';
  readonly kedeputian: (typeof CONFIRMED_KEDEPUTIAN)[number] | null;
}

const CONFIRMED_KEDEPUTIAN = ['I', 'VI', 'VII', 'VIII', 'IX', 'X', 'XII'] as const;

/** All provinces by code. Time zones: Keppres 41 of 1987. */
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

/** Province codes in order. */
export const PROVINCES: readonly string[] = Object.keys(PROVINCE_RULES);

export function findProvince(code: string): ProvinceRule | undefined {
  return PROVINCE_RULES[code];
}

/** The province code of a region or province. */
export function provinceOf(code: string): string {
  return code.slice(0, 2);
}

/** The IANA zone of the code's province; Asia/Jakarta for a province created after this release. */
export function provincialZoneOf(code: string): string {
  return findProvince(provinceOf(code))?.timeZone ?? 'Asia/Jakarta';
}

/** The Kedeputian of provinces without a confirmed one, so that statistics include them. */
export const UNASSIGNED = 'unassigned';

/** The Kedeputian whose statistics include the region or province. */
export function kedeputianOf(code: string): string {
  return findProvince(provinceOf(code))?.kedeputian ?? UNASSIGNED;
}

/** The Kedeputian codes, the unassigned last. */
export const KEDEPUTIAN: readonly string[] = [...CONFIRMED_KEDEPUTIAN, UNASSIGNED];
