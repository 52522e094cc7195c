import type { Claim, LetterLedger } from '../adapters/letter-ledger.ts';
import { type Mailer, MailRefusedError } from '../adapters/mailer.ts';
import { type Composed, LETTERS_SENT_AGAIN, type LetterKey, letterId } from '../domain/letters.ts';
import { count } from './metrics.ts';
import { type Clock, Pace } from './pace.ts';

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
  /** Whether it was sent is not known; it is settled by an event of SES, or sent again after 30 minutes. */
  | 'unknown';

/** Whoever sends letters, each at most once. */
export interface Post {
  /**
   * Sends a letter: waits for its place in the account's send rate, claims it, has it composed from what is so at that
   * moment, sends it, and records that.
   * @param compose reads and renders; undefined if there is nothing to say any more, whereupon the claim is given back
   */
  deliver(key: LetterKey, runId: string | undefined, compose: () => Promise<Composed | undefined>): Promise<Delivery>;
}

/** How often a mail is sent that SES answers is one too many. */
const THROTTLED_TRIES = 4;

/** Sends letters by SES, at the rate that it allows. */
export class Postman implements Post {
  readonly #ledger: LetterLedger;
  readonly #mailer: Mailer;
  readonly #clock: Clock | undefined;
  #pace: Promise<Pace> | undefined;
  constructor(ledger: LetterLedger, mailer: Mailer, clock?: Clock) {
    this.#ledger = ledger;
    this.#mailer = mailer;
    this.#clock = clock;
  }

  async deliver(
    key: LetterKey,
    runId: string | undefined,
    compose: () => Promise<Composed | undefined>,
  ): Promise<Delivery> {
    const pace = await this.#rate();
    await pace.turn();
    const claim = await this.#ledger.claim(key, runId, this.#now());
    if (claim === 'sent') return 'before';
    if (claim === 'unknown') return 'unknown';
    const composed = await this.#composed(claim, compose);
    if (composed === undefined) return 'nothing';
    try {
      await this.#send(letterId(key), composed, pace);
      if (claim.isAgain) count(LETTERS_SENT_AGAIN, { kind: key.kind });
      await this.#ledger.recordSent(claim, composed, this.#now());
      return 'sent';
    } catch (error) {
      // Whatever else went wrong, the mail may be on its way: the claim stays, and an event of SES settles it.
      if (!(error instanceof MailRefusedError)) return 'unknown';
      await this.#ledger.recordFailed(claim, error.reason, this.#now());
      return 'refused';
    }
  }

  /** What the letter says; if nothing, or if that cannot be found out, the claim is given back. */
  async #composed(claim: Claim, compose: () => Promise<Composed | undefined>): Promise<Composed | undefined> {
    let composed: Composed | undefined;
    try {
      composed = await compose();
      return composed;
    } finally {
      if (composed === undefined) await this.#ledger.release(claim, this.#now());
    }
  }

  async #send(id: string, { addresses, subject, html, text }: Composed, pace: Pace): Promise<void> {
    const [to, ...cc] = addresses;
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#mailer.send({ letterId: id, to, cc, subject, html, text });
      } catch (error) {
        const isThrottled = error instanceof MailRefusedError && error.reason === 'throttled';
        if (!isThrottled || tries === THROTTLED_TRIES) throw error;
        await pace.turn();
      }
    }
  }

  /** The account's send rate, asked for once; again if it could not be told. */
  async #rate(): Promise<Pace> {
    this.#pace ??= this.#mailer.sendRate().then((perSecond) => new Pace(perSecond, this.#clock));
    try {
      return await this.#pace;
    } catch (error) {
      this.#pace = undefined;
      throw error;
    }
  }

  #now(): Date {
    return new Date(this.#clock?.now() ?? Date.now());
  }
}
