import * as z from 'zod';
import { kedeputianOf, PROVINCES, provinceOf } from './provinces.ts';
import { REGIONS } from './regions.ts';
import { covers, type Scope } from './scope.ts';

/**
 * What is reported on: a kabupaten or kota, a province, a Kedeputian of BPJS with its provinces, or the nation. The code
 * of the nation is `*`, as in an office's `serves`.
 */
export const place = z.object({
  kind: z.enum(['region', 'province', 'kedeputian', 'nation']),
  code: z.string().min(1),
});
export type Place = z.infer<typeof place>;

/** The nation as a place. */
export const NATIONWIDE: Place = { kind: 'nation', code: '*' };

/** The known places whose numbers add up to those of a place; of the nation, the provinces. None of a region. */
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

/** Whether the numbers of a region, or of a province, are added up in that place. */
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

/** Whether the whole place lies within the scope. */
export function coversPlace(scope: Scope, of: Place): boolean {
  if (scope.includes('*') || of.kind === 'nation') return scope.includes('*');
  if (of.kind !== 'kedeputian') return covers(scope, of.code);
  const provinces = partsOf(of);
  return provinces.length > 0 && provinces.every(({ code }) => covers(scope, code));
}
