import { logger } from '../platform/logger.ts';
import { count } from '../platform/metrics.ts';
import { type Clock, RateLimiter, REAL_TIME } from '../platform/rate-limiter.ts';
import { retry } from '../platform/retry.ts';
import { type Composed, LETTERS, LETTERS_SENT_AGAIN, type LetterKey, letterId } from './letters.ts';
import type { Claim, Outbox } from './outbox.store.ts';
import { type Mail, type Mailer, MailRefusedError } from './ses-mailer.client.ts';

/** What became of a letter. */
export type Delivery =
  /** SES has taken it. */
  | 'sent'
  /** It was sent before. */
  | 'before'
  /** When it came to it, there was nothing to say any more. */
  | 'nothing'
  /** SES has refused it: it was not sent, and can be tried again. */
  | 'refused'
  /**
   * It may have been sent, or somebody else is at it: it is settled by an event of SES. Where none comes within 30
   * minutes, whoever delivers it then sends it again.
   */
  | 'unknown';

/** Whoever sends letters, each at most once. */
export interface Post {
  /**
   * Sends a letter: claims it, waits for its place in the account's send rate, has it composed from what is so at that
   * moment, sends it, and records that.
   * @param compose reads and renders; undefined if there is nothing to say any more, whereupon the claim is given back
   */
  deliver(key: LetterKey, runId: string | undefined, compose: () => Promise<Composed | undefined>): Promise<Delivery>;
}

/** How often SES is asked where it answers that it is asked too often, and milliseconds before it is asked again first. */
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 500;

/** How long the send rate is taken to be as it was, in milliseconds; also that it is none, as sending is paused. */
const RATE_FRESH_MS = 60_000;

/** Sends letters by SES, at the rate that it allows. */
export class SesLetterSender implements Post {
  readonly #ledger: Outbox;
  readonly #mailer: Mailer;
  readonly #clock: Clock;
  #rate: { readonly until: number; readonly pace: Promise<RateLimiter> } | undefined;
  constructor(ledger: Outbox, mailer: Mailer, clock: Clock = REAL_TIME) {
    this.#ledger = ledger;
    this.#mailer = mailer;
    this.#clock = clock;
  }

  async deliver(
    key: LetterKey,
    runId: string | undefined,
    compose: () => Promise<Composed | undefined>,
  ): Promise<Delivery> {
    const claim = await this.#ledger.claim(key, runId, this.#now());
    if (claim === 'sent') return 'before';
    const delivery = claim === 'unknown' ? claim : await this.#send(claim, compose);
    count(LETTERS, { kind: key.kind, outcome: delivery });
    return delivery;
  }

  async #send(claim: Claim, compose: () => Promise<Composed | undefined>): Promise<Delivery> {
    const { key } = claim;
    let composed: Composed | undefined;
    try {
      const pace = await this.#pace();
      await pace.acquire();
      composed = await compose();
      if (composed === undefined) {
        await this.#ledger.release(claim, this.#now());
        return 'nothing';
      }
      if (claim.isAgain) count(LETTERS_SENT_AGAIN, { kind: key.kind });
      const messageId = await this.#hand(mailOf(key, composed), pace);
      await this.#ledger.recordSent(claim, composed, messageId, this.#now());
      return 'sent';
    } catch (error) {
      if (error instanceof MailRefusedError) {
        logger.warn('letter refused', { letterId: letterId(key), reason: error.reason });
        await this.#ledger.recordFailed(claim, composed, error.reason, this.#now());
        return 'refused';
      }
      if (composed === undefined) {
        await this.#ledger.release(claim, this.#now());
        throw error;
      }
      // Whatever went wrong, the mail may be on its way: the claim stays.
      logger.error(`it is not known whether ${letterId(key)} was sent`, { error });
      await this.#ledger.recordUnknown(claim, composed);
      return 'unknown';
    }
  }

  /** Hands a mail to SES, again when it was one too many: that one was not sent. */
  async #hand(mail: Mail, pace: RateLimiter): Promise<string> {
    try {
      return await this.#unthrottled(
        () => this.#mailer.send(mail),
        async (pause) => {
          pace.pauseFor(pause);
          await pace.acquire();
        },
      );
    } catch (error) {
      // The next letter finds out whether anything is sent at all, before it is composed.
      if (error instanceof MailRefusedError && error.reason === 'paused') this.#rate = undefined;
      throw error;
    }
  }

  async #pace(): Promise<RateLimiter> {
    const now = this.#clock.now();
    if (this.#rate === undefined || now >= this.#rate.until) {
      const asked = this.#unthrottled(() => this.#mailer.sendRate(), this.#clock.sleep);
      this.#rate = {
        until: now + RATE_FRESH_MS,
        pace: asked.then((perSecond) => new RateLimiter(perSecond, this.#clock)),
      };
    }
    const { pace } = this.#rate;
    try {
      return await pace;
    } catch (error) {
      const isPaused = error instanceof MailRefusedError && error.reason === 'paused';
      if (!isPaused && this.#rate?.pace === pace) this.#rate = undefined;
      throw error;
    }
  }

  async #unthrottled<Answer>(ask: () => Promise<Answer>, pass: (pause: number) => Promise<unknown>): Promise<Answer> {
    const isRetried = (error: unknown) => error instanceof MailRefusedError && error.reason === 'throttled';
    const backoff = async (failed: number) => await pass(FIRST_PAUSE_MS * 2 ** (failed - 1));
    return await retry({ attempts: ATTEMPTS, isRetried, backoff }, ask);
  }

  #now(): Date {
    return new Date(this.#clock.now());
  }
}

function mailOf(key: LetterKey, { addresses, subject, html, text }: Composed): Mail {
  const [to, ...cc] = addresses;
  return { letterId: letterId(key), to, cc, subject, html, text };
}
