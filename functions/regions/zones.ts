/** The sweep zones with their office zones (Keppres 41 of 1987). Asia/Pontianak has the time of Asia/Jakarta. */
export const ZONES = {
  'Asia/Jakarta': { abbreviation: 'WIB', of: ['Asia/Jakarta', 'Asia/Pontianak'] },
  'Asia/Makassar': { abbreviation: 'WITA', of: ['Asia/Makassar'] },
  'Asia/Jayapura': { abbreviation: 'WIT', of: ['Asia/Jayapura'] },
} as const;

export type Zone = keyof typeof ZONES;

/** Zones from west to east. */
export const ZONE_NAMES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const satisfies readonly Zone[];

/** The sweep zone of an office's IANA zone. */
export function zoneOf(timeZone: (typeof ZONES)[Zone]['of'][number]): Zone {
  return timeZone === 'Asia/Pontianak' ? 'Asia/Jakarta' : timeZone;
}
