import { BY_PLACE } from '../platform/indexes.ts';
import type { Range } from '../platform/table.ts';
import { PROVINCES, provinceOf } from './provinces.ts';
import type { Scope } from './scope.ts';

/** The attributes of a commitment or forum in the index by place: by region, the oldest day first, then by id. */
export function placeOf(kind: 'C' | 'FORUM', region: string, day: string, id: string) {
  return { place: provinceOf(region), placeSort: `${placePrefix(kind, region)}${day}#${id}` };
}

/** The prefix of the sort key for a region's commitments or forums; for a province, for all in it. */
export function placePrefix(kind: 'C' | 'FORUM', region: string): string {
  return region.includes('.') ? `${kind}#${region}#` : `${kind}#`;
}

/** The ranges of the index by place with the commitments or forums of these regions and provinces. */
export function rangesOf(kind: 'C' | 'FORUM', places: Scope): readonly Range[] {
  const codes = places.includes('*') ? PROVINCES : places;
  return codes.map((code) => ({ index: BY_PLACE, value: provinceOf(code), prefix: placePrefix(kind, code) }));
}
