/**
 * The zones that are swept, each with the office zones that share its clock (Keppres 41 of 1987): Asia/Pontianak keeps
 * the time of Asia/Jakarta.
 */
export const ZONES = {
  'Asia/Jakarta': { abbreviation: 'WIB', of: ['Asia/Jakarta', 'Asia/Pontianak'] },
  'Asia/Makassar': { abbreviation: 'WITA', of: ['Asia/Makassar'] },
  'Asia/Jayapura': { abbreviation: 'WIT', of: ['Asia/Jayapura'] },
} as const;

export type Zone = keyof typeof ZONES;

/** The names of the zones, from west to east. */
export const ZONE_NAMES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const satisfies readonly Zone[];

/** The zone in which an office of that IANA zone is swept. */
export function zoneOf(timeZone: (typeof ZONES)[Zone]['of'][number]): Zone {
  return timeZone === 'Asia/Pontianak' ? 'Asia/Jakarta' : timeZone;
}
