import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dispatchTime } from '../../../functions/notifications/move-notices/batching-window.ts';

const moment = fc.date({ min: new Date('2025-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
const seconds = fc.constantFrom(6, 30, 1800);
const delayOf = (now: Date, batchingSeconds: number) =>
  (Date.parse(dispatchTime(now, batchingSeconds)) - now.getTime()) / 1000;

describe('dispatch time of a notice', () => {
  it.each`
    collected                     | dispatched
    ${'2026-03-02T02:00:00.000Z'} | ${'2026-03-02T02:35:00.000Z'}
    ${'2026-03-02T02:04:59.999Z'} | ${'2026-03-02T02:35:00.000Z'}
    ${'2026-03-02T02:05:00.000Z'} | ${'2026-03-02T02:40:00.000Z'}
  `('is $dispatched if collected at $collected', ({ collected, dispatched }) => {
    expect(dispatchTime(new Date(collected), 1800)).toBe(dispatched);
  });

  it('is between one and 7/6 batching windows later', () => {
    fc.assert(
      fc.property(moment, seconds, (now, batchingSeconds) => {
        expect(delayOf(now, batchingSeconds)).toBeGreaterThan(batchingSeconds);
        expect(delayOf(now, batchingSeconds)).toBeLessThanOrEqual((batchingSeconds * 7) / 6);
      }),
    );
  });

  it('is never before that of an earlier notice', () => {
    fc.assert(
      fc.property(moment, fc.nat({ max: 3_600_000 }), seconds, (now, later, batchingSeconds) => {
        const then = new Date(now.getTime() + later);
        expect(dispatchTime(now, batchingSeconds) <= dispatchTime(then, batchingSeconds)).toBe(true);
      }),
    );
  });
});
