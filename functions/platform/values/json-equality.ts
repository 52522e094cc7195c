import canonicalize from 'canonicalize';

/** Compares as canonical JSON: key order is ignored, and undefined equals an absent key. */
export function isSameJson(one: unknown, other: unknown): boolean {
  return canonicalize(one) === canonicalize(other);
}
