/** Recognizes a repeated request. */
export interface Idempotency {
  /** Equal for requests of one caller with one key; unique without a key. */
  readonly moveId: string;
  readonly hasKey: boolean;
  /** Hash of method, path, body and named office: detects a reused key. */
  readonly hash: string;
}

/** The request record for stores; undefined without a key, because such a request cannot be repeated. */
export function keyedRequest({ hasKey, moveId, hash }: Idempotency): { id: string; hash: string } | undefined {
  return hasKey ? { id: moveId, hash } : undefined;
}
