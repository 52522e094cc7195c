import { BY_PLACE } from '../platform/indexes.ts';
import type { Range } from '../platform/table.ts';
import { PROVINCES, provinceOf } from './provinces.ts';
import type { Scope } from './scope.ts';

/** The index attributes of a commitment or forum: sorted by region, day and id. */
export function placeAttributes(kind: 'C' | 'FORUM', region: string, day: string, id: string) {
  return { place: provinceOf(region), placeSort: `${placePrefix(kind, region)}${day}#${id}` };
}

/** The sort key prefix of a region; of a province, the prefix of all its regions. */
export function placePrefix(kind: 'C' | 'FORUM', region: string): string {
  return region.includes('.') ? `${kind}#${region}#` : `${kind}#`;
}

/** The index ranges of these regions and provinces. */
export function placeRanges(kind: 'C' | 'FORUM', places: Scope): readonly Range[] {
  const codes = places.includes('*') ? PROVINCES : places;
  return codes.map((code) => ({ index: BY_PLACE, value: provinceOf(code), prefix: placePrefix(kind, code) }));
}
