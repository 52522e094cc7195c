import { NotFoundError } from '../platform/values/errors.ts';
import { type LocalDate, localDateIn } from '../platform/values/local-date.ts';
import { coversPlace, NATIONWIDE, type Place, partsOf } from '../regions/places.ts';
import { KEDEPUTIAN, provincialZoneOf, UNASSIGNED } from '../regions/provinces.ts';
import { findRegion } from '../regions/regions.ts';
import type { Scope } from '../regions/scope.ts';

/** The zone of the capital, where what spans several zones is dated. */
const CAPITAL_ZONE = 'Asia/Jakarta';

/** The region or province of that code. @throws NotFoundError there is none */
export function regionalPlace(code: string): Place {
  const region = findRegion(code);
  if (region === undefined) throw new NotFoundError('Laporan tidak ditemukan.');
  return { kind: region.level === 'province' ? 'province' : 'region', code };
}

/** The Kedeputian of that number, or the provinces whose Kedeputian is not known. @throws NotFoundError there is none */
export function kedeputianPlace(code: string): Place {
  if (!KEDEPUTIAN.includes(code)) throw new NotFoundError('Laporan tidak ditemukan.');
  return { kind: 'kedeputian', code };
}

/** The places whose reports are for an office first: what it serves, below a Kedeputian that it serves as a whole. */
export function placesServed(scope: Scope): readonly Place[] {
  if (scope.includes(NATIONWIDE.code)) return [NATIONWIDE];
  const whole = KEDEPUTIAN.map(kedeputianPlace).filter((place) => coversPlace(scope, place));
  const known = scope.filter((code) => findRegion(code) !== undefined);
  return [...whole, ...known.map(regionalPlace)];
}

/** What people call a place; one that a decree has done away with, by its code. */
export function placeName({ kind, code }: Place): string {
  if (kind === NATIONWIDE.kind) return 'Nasional';
  if (kind !== 'kedeputian') return findRegion(code)?.name ?? code;
  return code === UNASSIGNED ? 'Kedeputian belum diketahui' : `Kedeputian Wilayah ${code}`;
}

/** The IANA zone that a place's days are of: its own, or where it spans several, the capital's. */
export function placeZone(place: Place): string {
  if (place.kind === 'region' || place.kind === 'province') return provincialZoneOf(place.code);
  const zones = new Set(partsOf(place).map(({ code }) => provincialZoneOf(code)));
  const [only = CAPITAL_ZONE] = zones;
  return zones.size === 1 ? only : CAPITAL_ZONE;
}

/** The local day in a place. */
export function placeToday(place: Place, now: Date): LocalDate {
  return localDateIn(placeZone(place), now);
}
