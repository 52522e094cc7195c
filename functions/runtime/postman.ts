import type { Composed, LetterKey } from '../domain/letters.ts';

/** What became of a letter. */
export type Delivery =
  /** SES has taken it. */
  | 'sent'
  /** It was sent before, or somebody else is at it. */
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
