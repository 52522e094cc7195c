import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 (base64url) of the value's canonical JSON (RFC 8785), independent of key order. */
export function canonicalHash(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('base64url');
}
