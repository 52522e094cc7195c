/** By what a repeated request is recognized. */
export interface Idempotency {
  /** Equal for requests of one caller with one key; unique for a request without a key. */
  readonly moveId: string;
  readonly hasKey: boolean;
  /** Hash of method, path and body: tells a repeated request from another one with the same key. */
  readonly hash: string;
}

/** The request as stores remember it; undefined without a key, because then it cannot be repeated. */
export function keyedRequest({ hasKey, moveId, hash }: Idempotency): { id: string; hash: string } | undefined {
  return hasKey ? { id: moveId, hash } : undefined;
}
