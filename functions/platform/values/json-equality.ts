import canonicalize from 'canonicalize';

/** Whether two values are the same JSON: the order of keys does not matter, and an undefined value is an absent key. */
export function isSameJson(one: unknown, other: unknown): boolean {
  return canonicalize(one) === canonicalize(other);
}
