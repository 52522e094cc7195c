import * as z from 'zod';
import { kedeputianOf, PROVINCES, provinceOf } from './provinces.ts';
import { REGIONS } from './regions.ts';
import { covers, type Scope } from './scope.ts';

/**
 * A place that reports cover: a region, a province, a Kedeputian or the nation. The nation's code is `*`, as in an
 * office's `serves`.
 */
export const place = z.object({
  kind: z.enum(['region', 'province', 'kedeputian', 'nation']),
  code: z.string().min(1),
});
export type Place = z.infer<typeof place>;

export const NATIONWIDE: Place = { kind: 'nation', code: '*' };

/** The places whose statistics add up to those of a place. The nation consists of provinces; a region has no parts. */
export function partsOf({ kind, code }: Place): readonly Place[] {
  switch (kind) {
    case 'region':
      return [];
    case 'province':
      return REGIONS.filter(({ parent }) => parent === code).map((region) => ({ kind: 'region', code: region.code }));
    case 'kedeputian':
      return PROVINCES.filter((province) => kedeputianOf(province) === code).map(provinceAt);
    case 'nation':
      return PROVINCES.map(provinceAt);
  }
}

/** Whether the place's statistics include those of a region or province. */
export function isPartOf(above: Place, code: string): boolean {
  switch (above.kind) {
    case 'region':
      return false;
    case 'province':
      return provinceOf(code) === above.code;
    case 'kedeputian':
      return kedeputianOf(code) === above.code;
    case 'nation':
      return true;
  }
}

const provinceAt = (code: string): Place => ({ kind: 'province', code });

/** Whether the scope contains the whole place. */
export function coversPlace(scope: Scope, of: Place): boolean {
  if (scope.includes('*') || of.kind === 'nation') return scope.includes('*');
  if (of.kind !== 'kedeputian') return covers(scope, of.code);
  const provinces = partsOf(of);
  return provinces.length > 0 && provinces.every(({ code }) => covers(scope, code));
}
