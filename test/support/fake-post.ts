import { type Composed, type Letter, type LetterKey, letterId } from '../../functions/domain/letters.ts';
import type { Delivery, Post } from '../../functions/runtime/postman.ts';
import { type Faults, KilledError } from './faults.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What SES has taken, and when. */
export interface Posted {
  readonly at: number;
  readonly key: LetterKey;
  readonly composed: Composed;
}

/** What every process sees: the ledger of letters, and what SES has taken. */
export class Mail {
  readonly ledger = new Map<string, Letter>();
  readonly posted: Posted[] = [];
}

const SETTLED_WITHIN_MS = 30 * 60_000;

/** A postman who keeps to what Post promises, with the ledger and SES in memory; each of his calls can meet a fault. */
export class FakePost implements Post {
  readonly #mail: Mail;
  readonly #clock: VirtualClock;
  readonly #faults: Faults;
  constructor(mail: Mail, clock: VirtualClock, faults: Faults) {
    this.#mail = mail;
    this.#clock = clock;
    this.#faults = faults;
  }

  async deliver(
    key: LetterKey,
    _runId: string | undefined,
    compose: () => Promise<Composed | undefined>,
  ): Promise<Delivery> {
    if (!(await this.#call('claim', () => this.#claim(key)))) return 'before';
    const composed = await compose();
    if (composed === undefined) {
      await this.#call('giveBack', () => this.#mail.ledger.delete(letterId(key)));
      return 'nothing';
    }
    const { addresses, reasons, commitments } = composed;
    await this.#call('note', () =>
      this.#set(key, { addresses: [...addresses], reasons: [...reasons], commitments: [...commitments] }),
    );
    try {
      await this.#call('send', () => this.#mail.posted.push({ at: this.#clock.now(), key, composed }));
    } catch (error) {
      if (error instanceof KilledError) throw error;
      return 'unknown';
    }
    await this.#call('record', () => this.#set(key, { status: 'sent' }));
    return 'sent';
  }

  /** A letter as the ledger has it. */
  readonly letterOf = async (key: LetterKey): Promise<Letter | undefined> =>
    await this.#call('look', () => this.#mail.ledger.get(letterId(key)));

  #claim(key: LetterKey): boolean {
    const before = this.#mail.ledger.get(letterId(key));
    const now = this.#clock.now();
    const isFree = before?.status === 'claimed' && now - Date.parse(before.claimedAt) > SETTLED_WITHIN_MS;
    if (before !== undefined && !isFree) return false;
    const { office, kind, day } = key;
    const about = { office, kind, day, addresses: [], reasons: [], commitments: [] };
    const claimedAt = new Date(now).toISOString();
    this.#mail.ledger.set(letterId(key), { letterId: letterId(key), ...about, status: 'claimed', claimedAt });
    return true;
  }

  #set(key: LetterKey, change: Partial<Letter>): void {
    const before = this.#mail.ledger.get(letterId(key));
    if (before !== undefined) this.#mail.ledger.set(letterId(key), { ...before, ...change });
  }

  async #call<Answer>(action: string, answer: () => Answer): Promise<Answer> {
    return await this.#faults.around({ service: 'dynamodb', action, input: {} }, async () => answer());
  }
}

/** An event of SES comes: what it took was sent. */
export function settle(mail: Mail): void {
  for (const { key } of mail.posted) {
    const kept = mail.ledger.get(letterId(key));
    if (kept?.status === 'claimed') mail.ledger.set(letterId(key), { ...kept, status: 'delivered' });
  }
}
