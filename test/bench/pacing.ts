import { RateLimiter } from '../../functions/platform/rate-limiter.ts';
import { TokenBucket } from '../harness/token-bucket.ts';
import { VirtualClock } from '../harness/virtual-clock.ts';
import type { Figure } from './figures.ts';

/** Mails per second that SES allows: in its sandbox, for a new account, and for an established one. */
const RATES = [1, 14, 50] as const;
const MAILS = 1_000;

/** Measures the rate limiter of letters in virtual time against a token bucket that refills like that of SES. */
export async function pacing(): Promise<readonly Figure[]> {
  const measured = await Promise.all(RATES.map(paced));
  return RATES.flatMap((rate, index) => {
    const { perSecond = 0, refused = 0 } = measured[index] ?? {};
    const off = Math.abs(1 - perSecond / rate) * 100;
    return [
      { what: `at ${rate} a second: % off`, value: Number(off.toFixed(1)), bar: 5 },
      { what: `at ${rate} a second: one too many, of ${MAILS}`, value: refused, bar: 0 },
    ];
  });
}

async function paced(rate: number): Promise<{ perSecond: number; refused: number }> {
  const clock = new VirtualClock();
  const now = () => clock.now();
  const rateLimiter = new RateLimiter(rate, { now, sleep: clock.sleep });
  const bucket = new TokenBucket(rate, now);
  const start = now();
  let refused = 0;
  const mail = async () => {
    await rateLimiter.acquire();
    if (!bucket.take()) refused += 1;
  };
  await clock.until(Promise.all(Array.from({ length: MAILS }, mail)));
  return { perSecond: (MAILS - 1) / ((now() - start) / 1_000), refused };
}
