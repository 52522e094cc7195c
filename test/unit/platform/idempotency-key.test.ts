import { describe, expect, it } from 'vitest';
import { idempotencyOf } from '../../../functions/platform/http/idempotency-key.ts';
import { httpEvent } from '../../builders/http-event.ts';

const request = { claims: {}, method: 'POST', path: '/forums', key: 'k1' };
const idempotency = (changed: Partial<typeof request> = {}, userId = 'user-1') =>
  idempotencyOf(httpEvent({ ...request, ...changed }), userId);

describe('an idempotency key', () => {
  it('gives the same id and hash to a repeated request', () => {
    expect(idempotency()).toEqual(idempotency());
  });

  it('gives another id to another user', () => {
    expect(idempotency({}, 'user-2').moveId).not.toBe(idempotency().moveId);
  });

  it('gives another hash to another path or method', () => {
    const { hash } = idempotency();
    expect(idempotency({ path: '/offices' }).hash).not.toBe(hash);
    expect(idempotency({ method: 'PUT' }).hash).not.toBe(hash);
  });

  it('is not needed: every request without one has an id of its own', () => {
    const event = httpEvent({ claims: {}, method: 'POST', path: '/forums' });
    expect(idempotencyOf(event, 'user-1').hasKey).toBe(false);
    expect(idempotencyOf(event, 'user-1').moveId).not.toBe(idempotencyOf(event, 'user-1').moveId);
  });
});
