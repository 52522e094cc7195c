import { RateLimiter } from '../../functions/platform/rate-limiter.ts';
import { TokenBucket } from '../harness/token-bucket.ts';
import { VirtualClock } from '../harness/virtual-clock.ts';
import type { Figure } from './figures.ts';

/** Mails a second that SES allows: in its sandbox, to a new account, and to one that has sent for a while. */
const RATES = [1, 14, 50] as const;
const MAILS = 1_000;

/** What letters are paced by, against a bucket of tokens that is filled as SES fills it, in virtual time. */
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
  const pace = new RateLimiter(rate, { now, sleep: clock.sleep });
  const bucket = new TokenBucket(rate, now);
  const start = now();
  let refused = 0;
  const mail = async () => {
    await pace.acquire();
    if (!bucket.take()) refused += 1;
  };
  await clock.until(Promise.all(Array.from({ length: MAILS }, mail)));
  return { perSecond: (MAILS - 1) / ((now() - start) / 1_000), refused };
}
