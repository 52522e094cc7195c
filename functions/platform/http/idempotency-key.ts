import * as z from 'zod';
import { canonicalHash } from '../values/canonical-hash.ts';
import type { Idempotency } from '../values/idempotency.ts';
import { derivedId } from '../values/ids.ts';
import { OFFICE_HEADER } from '../values/office-header.ts';
import { parsed } from '../values/parsing.ts';
import type { HttpEvent } from './http-handler.ts';

const keyHeader = z.object({ 'Idempotency-Key': z.string().min(1).max(200).optional() });

/** Reads the request's idempotency key. @throws InputRefusedError the key is empty or too long */
export function idempotencyOf(event: HttpEvent, userId: string): Idempotency {
  const { 'Idempotency-Key': key } = parsed(keyHeader, { 'Idempotency-Key': event.headers['idempotency-key'] });
  return {
    moveId: key === undefined ? derivedId(crypto.randomUUID()) : derivedId(`${userId}\n${key}`),
    hasKey: key !== undefined,
    hash: canonicalHash({
      method: event.requestContext.http.method,
      path: event.rawPath,
      body: event.body,
      office: namedOffice(event),
    }),
  };
}

/** The office that the request names. */
export function namedOffice({ headers }: HttpEvent): string | undefined {
  return headers[OFFICE_HEADER.toLowerCase()];
}
