import { provinceOf } from './provinces.ts';

/**
 * The regions whose data an actor may read: codes of regions, of provinces (with all their regions), or `*` for the
 * nation. Comes from the office's `serves`; administrators have the nation.
 */
export type Scope = readonly string[];

export const NATION: Scope = ['*'];

/** Whether the scope contains the region or province. */
export function covers(scope: Scope, region: string): boolean {
  return scope.some((code) => code === '*' || code === region || code === provinceOf(region));
}

/** The scope that several offices have together, without places that another one contains. */
export function scopeOfAll(scopes: readonly Scope[]): Scope {
  const codes = [...new Set(scopes.flat())];
  return codes.filter((code) => !codes.some((other) => other !== code && covers([other], code)));
}
