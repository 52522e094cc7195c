import { createHash } from 'node:crypto';

/**
 * Makes an id that contains its region, so that a request from outside the region is refused before anything is read.
 * @param seed equal seeds give equal ids
 */
export function idInRegion(region: string, seed: string): string {
  return `${region.replace('.', '')}-${derivedId(seed)}`;
}

/** The region in an id; undefined if it is no such id. */
export function regionOfId(id: string): string | undefined {
  const [, province, rest] = /^(\d{2})(\d{2})-[0-9a-f]{20}$/.exec(id) ?? [];
  return province === undefined ? undefined : `${province}.${rest}`;
}

/** A short id derived from a seed: 80 bits of its SHA-256, in hexadecimal. */
export function derivedId(seed: string): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, 20);
}
