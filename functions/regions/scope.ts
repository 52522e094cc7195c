import { provinceOf } from './provinces.ts';

/**
 * What somebody may see: codes of regions (kabupaten, kota), of provinces with everything in them, or `*` for the nation.
 * It comes from the `serves` of the office, or is the nation for an administrator.
 */
export type Scope = readonly string[];

/** The whole nation. */
export const NATION: Scope = ['*'];

/** Whether a region lies within the scope. */
export function covers(scope: Scope, region: string): boolean {
  return scope.some((code) => code === '*' || code === region || code === provinceOf(region));
}
