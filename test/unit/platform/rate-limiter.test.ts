import { describe, expect, it } from 'vitest';
import { RateLimiter } from '../../../functions/platform/rate-limiter.ts';
import { TokenBucket } from '../../harness/token-bucket.ts';
import { VirtualClock } from '../../harness/virtual-clock.ts';

const SENT = 1_000;

describe('a pace', () => {
  it.each([1, 14, 50])(
    'of %d a second is kept within 5 %, and SES never answers that it was one too many',
    async (rate) => {
      const clock = new VirtualClock();
      const now = () => clock.now();
      const pace = new RateLimiter(rate, { now, sleep: clock.sleep });
      const bucket = new TokenBucket(rate, now);
      const start = clock.now();
      let refused = 0;
      const sending = Promise.all(
        Array.from({ length: SENT }, async () => {
          await pace.turn();
          if (!bucket.take()) refused += 1;
        }),
      );
      await clock.until(sending);
      const perSecond = (SENT - 1) / ((clock.now() - start) / 1_000);
      expect(refused).toBe(0);
      expect(perSecond).toBeGreaterThan(rate * 0.95);
      expect(perSecond).toBeLessThanOrEqual(rate);
    },
  );

  it('lets nobody catch up on what was left out', async () => {
    const clock = new VirtualClock(0);
    const pace = new RateLimiter(1, { now: () => clock.now(), sleep: clock.sleep });
    await pace.turn();
    await clock.advance(60_000);
    await pace.turn();
    await clock.until(pace.turn());
    expect(clock.now()).toBe(61_031);
  });

  it('is held back for all that have no turn yet', async () => {
    const clock = new VirtualClock(0);
    const pace = new RateLimiter(10, { now: () => clock.now(), sleep: clock.sleep });
    pace.holdBack(5_000);
    await clock.until(pace.turn());
    expect(clock.now()).toBe(5_000);
  });
});
