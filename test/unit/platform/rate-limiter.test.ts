import { describe, expect, it } from 'vitest';
import { RateLimiter } from '../../../functions/platform/rate-limiter.ts';
import { TokenBucket } from '../../harness/token-bucket.ts';
import { VirtualClock } from '../../harness/virtual-clock.ts';

const SENT = 1_000;

describe('a rate limiter', () => {
  it.each([1, 14, 50])('keeps %d calls a second within 5 %, without a throttled call', async (rate) => {
    const clock = new VirtualClock();
    const now = () => clock.now();
    const limiter = new RateLimiter(rate, { now, sleep: clock.sleep });
    const bucket = new TokenBucket(rate, now);
    const start = clock.now();
    let refused = 0;
    const sending = Promise.all(
      Array.from({ length: SENT }, async () => {
        await limiter.acquire();
        if (!bucket.take()) refused += 1;
      }),
    );
    await clock.until(sending);
    const perSecond = (SENT - 1) / ((clock.now() - start) / 1_000);
    expect(refused).toBe(0);
    expect(perSecond).toBeGreaterThan(rate * 0.95);
    expect(perSecond).toBeLessThanOrEqual(rate);
  });

  it('does not accumulate unused turns', async () => {
    const clock = new VirtualClock(0);
    const limiter = new RateLimiter(1, { now: () => clock.now(), sleep: clock.sleep });
    await limiter.acquire();
    await clock.advance(60_000);
    await limiter.acquire();
    await clock.until(limiter.acquire());
    expect(clock.now()).toBe(61_031);
  });

  it('delays all waiting callers when paused', async () => {
    const clock = new VirtualClock(0);
    const limiter = new RateLimiter(10, { now: () => clock.now(), sleep: clock.sleep });
    limiter.pauseFor(5_000);
    await clock.until(limiter.acquire());
    expect(clock.now()).toBe(5_000);
  });
});
