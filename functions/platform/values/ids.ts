import { createHash } from 'node:crypto';

/**
 * Makes an id with its region as prefix, so that scope is checked before any read.
 * @param seed equal seeds give equal ids
 */
export function idInRegion(region: string, seed: string): string {
  return `${region.replace('.', '')}-${derivedId(seed)}`;
}

/** The region of an id made by {@link idInRegion}; undefined for other ids. */
export function regionOfId(id: string): string | undefined {
  const [, province, rest] = /^(\d{2})(\d{2})-[0-9a-f]{20}$/.exec(id) ?? [];
  return province === undefined ? undefined : `${province}.${rest}`;
}

/** The first 80 bits of the seed's SHA-256, in hexadecimal. */
export function derivedId(seed: string): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, 20);
}
