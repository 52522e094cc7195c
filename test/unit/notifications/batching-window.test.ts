import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatheredUntil } from '../../../functions/notifications/move-notices/batching-window.ts';

const moment = fc.date({ min: new Date('2025-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
const seconds = fc.constantFrom(6, 30, 1800);
const delayOf = (now: Date, gatherSeconds: number) =>
  (Date.parse(gatheredUntil(now, gatherSeconds)) - now.getTime()) / 1000;

describe('what is gathered is told', () => {
  it.each`
    gathered                      | told
    ${'2026-03-02T02:00:00.000Z'} | ${'2026-03-02T02:35:00.000Z'}
    ${'2026-03-02T02:04:59.999Z'} | ${'2026-03-02T02:35:00.000Z'}
    ${'2026-03-02T02:05:00.000Z'} | ${'2026-03-02T02:40:00.000Z'}
  `('at $told, if at $gathered', ({ gathered, told }) => {
    expect(gatheredUntil(new Date(gathered), 1800)).toBe(told);
  });

  it('after the gathering time, and within a sixth of it more', () => {
    fc.assert(
      fc.property(moment, seconds, (now, gatherSeconds) => {
        expect(delayOf(now, gatherSeconds)).toBeGreaterThan(gatherSeconds);
        expect(delayOf(now, gatherSeconds)).toBeLessThanOrEqual((gatherSeconds * 7) / 6);
      }),
    );
  });

  it('never before what was gathered earlier', () => {
    fc.assert(
      fc.property(moment, fc.nat({ max: 3_600_000 }), seconds, (now, later, gatherSeconds) => {
        const then = new Date(now.getTime() + later);
        expect(gatheredUntil(now, gatherSeconds) <= gatheredUntil(then, gatherSeconds)).toBe(true);
      }),
    );
  });
});
