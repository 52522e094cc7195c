import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dispatchTime } from '../../../functions/notifications/move-notices/batching-window.ts';

const moment = fc.date({ min: new Date('2025-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
const seconds = fc.constantFrom(6, 30, 1800);
const delayOf = (now: Date, batchingSeconds: number) =>
  (Date.parse(dispatchTime(now, batchingSeconds)) - now.getTime()) / 1000;

describe('what is gathered is told', () => {
  it.each`
    gathered                      | told
    ${'2026-03-02T02:00:00.000Z'} | ${'2026-03-02T02:35:00.000Z'}
    ${'2026-03-02T02:04:59.999Z'} | ${'2026-03-02T02:35:00.000Z'}
    ${'2026-03-02T02:05:00.000Z'} | ${'2026-03-02T02:40:00.000Z'}
  `('at $told, if at $gathered', ({ gathered, told }) => {
    expect(dispatchTime(new Date(gathered), 1800)).toBe(told);
  });

  it('after the gathering time, and within a sixth of it more', () => {
    fc.assert(
      fc.property(moment, seconds, (now, batchingSeconds) => {
        expect(delayOf(now, batchingSeconds)).toBeGreaterThan(batchingSeconds);
        expect(delayOf(now, batchingSeconds)).toBeLessThanOrEqual((batchingSeconds * 7) / 6);
      }),
    );
  });

  it('never before what was gathered earlier', () => {
    fc.assert(
      fc.property(moment, fc.nat({ max: 3_600_000 }), seconds, (now, later, batchingSeconds) => {
        const then = new Date(now.getTime() + later);
        expect(dispatchTime(now, batchingSeconds) <= dispatchTime(then, batchingSeconds)).toBe(true);
      }),
    );
  });
});
