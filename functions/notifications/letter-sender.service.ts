import { logger } from '../platform/logger.ts';
import { count } from '../platform/metrics.ts';
import { type Clock, RateLimiter, REAL_TIME } from '../platform/rate-limiter.ts';
import { retry } from '../platform/retry.ts';
import { type Composed, LETTERS, LETTERS_SENT_AGAIN, type LetterKey, letterId } from './letters.ts';
import type { Claim, Outbox } from './outbox.store.ts';
import { type Mail, type Mailer, MailRefusedError } from './ses-mailer.client.ts';

/** The outcome of a delivery. */
export type Delivery =
  /** SES accepted it. */
  | 'sent'
  /** It had been sent before. */
  | 'before'
  /** Its content became obsolete before it was sent. */
  | 'nothing'
  /** SES refused it: it was not sent and can be tried again. */
  | 'refused'
  /**
   * It may have been sent, or another process is sending it. An SES event settles it; without one within 30 minutes the
   * next delivery sends it again.
   */
  | 'unknown';

/** Sends each letter at most once. */
export interface LetterSender {
  /**
   * Claims the letter, waits for the account's send rate, composes it from current data, sends it and records the
   * result.
   * @param compose reads and renders; returns undefined if the letter is obsolete, which releases the claim
   */
  deliver(key: LetterKey, runId: string | undefined, compose: () => Promise<Composed | undefined>): Promise<Delivery>;
}

/** Attempts of a throttled request, and milliseconds before the second attempt; doubled each time. */
const ATTEMPTS = 5;
const FIRST_BACKOFF_MS = 500;

/** Milliseconds for which the send rate is cached, also the answer that sending is paused. */
const RATE_FRESH_MS = 60_000;

/** Sends letters by SES within the account's send rate. */
export class SesLetterSender implements LetterSender {
  readonly #outbox: Outbox;
  readonly #mailer: Mailer;
  readonly #clock: Clock;
  #rate: { readonly until: number; readonly limiter: Promise<RateLimiter> } | undefined;
  constructor(outbox: Outbox, mailer: Mailer, clock: Clock = REAL_TIME) {
    this.#outbox = outbox;
    this.#mailer = mailer;
    this.#clock = clock;
  }

  async deliver(
    key: LetterKey,
    runId: string | undefined,
    compose: () => Promise<Composed | undefined>,
  ): Promise<Delivery> {
    const claim = await this.#outbox.claim(key, runId, this.#now());
    if (claim === 'sent') return 'before';
    const delivery = claim === 'unknown' ? claim : await this.#send(claim, compose);
    count(LETTERS, { kind: key.kind, outcome: delivery });
    return delivery;
  }

  async #send(claim: Claim, compose: () => Promise<Composed | undefined>): Promise<Delivery> {
    const { key } = claim;
    let composed: Composed | undefined;
    try {
      const limiter = await this.#rateLimiter();
      await limiter.acquire();
      composed = await compose();
      if (composed === undefined) {
        await this.#outbox.release(claim, this.#now());
        return 'nothing';
      }
      if (claim.isAgain) count(LETTERS_SENT_AGAIN, { kind: key.kind });
      const messageId = await this.#sendMail(mailOf(key, composed), limiter);
      await this.#outbox.recordSent(claim, composed, messageId, this.#now());
      return 'sent';
    } catch (error) {
      if (error instanceof MailRefusedError) {
        logger.warn('letter refused', { letterId: letterId(key), reason: error.reason });
        await this.#outbox.recordFailed(claim, composed, error.reason, this.#now());
        return 'refused';
      }
      if (composed === undefined) {
        await this.#outbox.release(claim, this.#now());
        throw error;
      }
      // The mail may have been sent: keep the claim.
      logger.error(`it is not known whether ${letterId(key)} was sent`, { error });
      await this.#outbox.recordUnknown(claim, composed);
      return 'unknown';
    }
  }

  /** Retries a throttled mail, which SES did not accept. */
  async #sendMail(mail: Mail, limiter: RateLimiter): Promise<string> {
    try {
      return await this.#retryThrottled(
        () => this.#mailer.send(mail),
        async (backoffMs) => {
          limiter.pauseFor(backoffMs);
          await limiter.acquire();
        },
      );
    } catch (error) {
      // Make the next letter check the send rate before it is composed.
      if (error instanceof MailRefusedError && error.reason === 'paused') this.#rate = undefined;
      throw error;
    }
  }

  async #rateLimiter(): Promise<RateLimiter> {
    const now = this.#clock.now();
    if (this.#rate === undefined || now >= this.#rate.until) {
      const rate = this.#retryThrottled(() => this.#mailer.sendRate(), this.#clock.sleep);
      this.#rate = {
        until: now + RATE_FRESH_MS,
        limiter: rate.then((perSecond) => new RateLimiter(perSecond, this.#clock)),
      };
    }
    const { limiter } = this.#rate;
    try {
      return await limiter;
    } catch (error) {
      const isPaused = error instanceof MailRefusedError && error.reason === 'paused';
      if (!isPaused && this.#rate?.limiter === limiter) this.#rate = undefined;
      throw error;
    }
  }

  async #retryThrottled<Answer>(
    request: () => Promise<Answer>,
    wait: (backoffMs: number) => Promise<unknown>,
  ): Promise<Answer> {
    const isRetried = (error: unknown) => error instanceof MailRefusedError && error.reason === 'throttled';
    const backoff = async (failed: number) => await wait(FIRST_BACKOFF_MS * 2 ** (failed - 1));
    return await retry({ attempts: ATTEMPTS, isRetried, backoff }, request);
  }

  #now(): Date {
    return new Date(this.#clock.now());
  }
}

function mailOf(key: LetterKey, { addresses, subject, html, text }: Composed): Mail {
  const [to, ...cc] = addresses;
  return { letterId: letterId(key), to, cc, subject, html, text };
}
