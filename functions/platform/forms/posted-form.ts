import * as z from 'zod';
import type { HttpEvent } from '../http/http-handler.ts';
import { refuseOtherOrigins } from '../pages/own-origin.ts';
import { canonicalHash } from '../values/canonical-hash.ts';
import { InputRefusedError, TooLargeError } from '../values/errors.ts';
import type { Idempotency } from '../values/idempotency.ts';
import { derivedId } from '../values/ids.ts';
import { forgedTexts } from './form.texts.ts';

/** The largest body of a form, in bytes. */
const BODY_LIMIT = 64 * 1024;

const key = z.string().min(1).max(200);

/** The path and query of a request: the address of its form. */
export function formAddress({ rawPath, rawQueryString }: HttpEvent): string {
  return rawQueryString === '' ? rawPath : `${rawPath}?${rawQueryString}`;
}

/**
 * The fields of a form that was posted from a page of ours.
 * @throws NotPermittedError it was posted from elsewhere
 * @throws TooLargeError it is larger than 64 KB
 */
export function postedFields(event: HttpEvent): URLSearchParams {
  refuseOtherOrigins(event);
  const { headers, body = '', isBase64Encoded } = event;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > BODY_LIMIT) throw new TooLargeError(forgedTexts.tooLarge);
  if (!/^application\/x-www-form-urlencoded *(?:;|$)/i.test(headers['content-type'] ?? '')) {
    throw new InputRefusedError([{ path: '', message: forgedTexts.notAForm }]);
  }
  return new URLSearchParams(bytes.toString('utf8'));
}

/** The idempotency identity of a posted form, derived as that of an API request; undefined if its key is unusable. */
export function formIdempotency(event: HttpEvent, typed: URLSearchParams, userId: string): Idempotency | undefined {
  const read = key.safeParse(typed.get('idempotencyKey'));
  if (!read.success) return undefined;
  // Without the token: a form that is shown again has another, and is the same attempt.
  const fields = [...typed].filter(([name]) => name !== 'csrf');
  const content = { method: 'POST', path: formAddress(event), fields };
  return { moveId: derivedId(`${userId}\n${read.data}`), hasKey: true, hash: canonicalHash(content) };
}

/** The request, acting for the office that the form names. */
export function inNameOf(event: HttpEvent, office: string | null): HttpEvent {
  if (office === null || office === '') return event;
  return { ...event, headers: { ...event.headers, 'tuntas-office': office } };
}
