import { NotFoundError } from '../platform/values/errors.ts';
import { type LocalDate, localDateIn } from '../platform/values/local-date.ts';
import { coversPlace, NATIONWIDE, type Place, partsOf } from '../regions/places.ts';
import { KEDEPUTIAN, provincialZoneOf, UNASSIGNED } from '../regions/provinces.ts';
import { findRegion } from '../regions/regions.ts';
import type { Scope } from '../regions/scope.ts';

/** The zone of the capital. It dates the reports of places that span several zones. */
const CAPITAL_ZONE = 'Asia/Jakarta';

/** @throws NotFoundError no region or province has the code */
export function regionalPlace(code: string): Place {
  const region = findRegion(code);
  if (region === undefined) throw new NotFoundError('Laporan tidak ditemukan.');
  return { kind: region.level === 'province' ? 'province' : 'region', code };
}

/** @param code a Kedeputian's number, or UNASSIGNED. @throws NotFoundError no such Kedeputian */
export function kedeputianPlace(code: string): Place {
  if (!KEDEPUTIAN.includes(code)) throw new NotFoundError('Laporan tidak ditemukan.');
  return { kind: 'kedeputian', code };
}

/** The places that an office serves, largest first. A Kedeputian is listed if the office serves all its provinces. */
export function placesServed(scope: Scope): readonly Place[] {
  if (scope.includes(NATIONWIDE.code)) return [NATIONWIDE];
  const whole = KEDEPUTIAN.map(kedeputianPlace).filter((place) => coversPlace(scope, place));
  const known = scope.filter((code) => findRegion(code) !== undefined);
  return [...whole, ...known.map(regionalPlace)];
}

/** The display name of a place; the code for a region that was abolished. */
export function placeName({ kind, code }: Place): string {
  if (kind === NATIONWIDE.kind) return 'Nasional';
  if (kind !== 'kedeputian') return findRegion(code)?.name ?? code;
  return code === UNASSIGNED ? 'Kedeputian belum diketahui' : `Kedeputian Wilayah ${code}`;
}

/** The IANA zone of a place's days: its own, or the capital's if the place spans several zones. */
export function placeZone(place: Place): string {
  if (place.kind === 'region' || place.kind === 'province') return provincialZoneOf(place.code);
  const zones = new Set(partsOf(place).map(({ code }) => provincialZoneOf(code)));
  const [only = CAPITAL_ZONE] = zones;
  return zones.size === 1 ? only : CAPITAL_ZONE;
}

export function placeToday(place: Place, now: Date): LocalDate {
  return localDateIn(placeZone(place), now);
}
