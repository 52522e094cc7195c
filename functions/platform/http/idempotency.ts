import * as z from 'zod/mini';
import { derivedId } from '../keys.ts';
import { seal } from '../values/canonical-hash.ts';
import { parsed } from '../values/parsing.ts';
import type { HttpEvent } from './http-handler.ts';

/** By what a repeated request is recognized. */
export interface Idempotency {
  /** Equal for requests of one caller with one key; unique for a request without a key. */
  readonly moveId: string;
  readonly hasKey: boolean;
  /** Hash of method, path and body: tells a repeated request from another one with the same key. */
  readonly hash: string;
}

const keyHeader = z.object({ 'Idempotency-Key': z.optional(z.string().check(z.minLength(1), z.maxLength(200))) });

/**
 * The idempotency of a caller's request.
 * @throws InputRefusedError the key is empty or too long
 */
export function idempotencyOf(event: HttpEvent, userId: string): Idempotency {
  const { 'Idempotency-Key': key } = parsed(keyHeader, { 'Idempotency-Key': event.headers['idempotency-key'] });
  return {
    moveId: key === undefined ? derivedId(crypto.randomUUID()) : derivedId(`${userId}\n${key}`),
    hasKey: key !== undefined,
    hash: seal({ method: event.requestContext.http.method, path: event.rawPath, body: event.body }),
  };
}

/** The request as stores remember it; undefined without a key, because then it cannot be repeated. */
export function keyedRequest({ hasKey, moveId, hash }: Idempotency): { id: string; hash: string } | undefined {
  return hasKey ? { id: moveId, hash } : undefined;
}
