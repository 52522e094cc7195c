import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256, in base64url, of a value as canonical JSON (RFC 8785): equal for equal values whatever the order of keys. */
export function seal(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('base64url');
}
