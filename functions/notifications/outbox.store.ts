import type { OfficeId } from '../offices/offices.ts';
import { keys } from '../platform/keys.ts';
import { ConcurrentChangeError, retry } from '../platform/retry.ts';
import type { Table } from '../platform/table.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import { afterEvent, type DeliveryEvent, isClaimable } from './letter-events.ts';
import { keyOfLetter, type StoredLetter, toDryRunItems, toLetterItem, toStoredLetter } from './letter-items.store.ts';
import { type Composed, type Letter, type LetterKey, letterId, letterKeyOf, letterNamed } from './letters.ts';

/** The exclusive right to send a letter until its outcome is recorded. */
export interface Claim {
  readonly key: LetterKey;
  /** Whether an earlier claimant may have sent it without recording the result. */
  readonly isAgain: boolean;
  /** The letter as this claim left it. */
  readonly stored: StoredLetter;
}

export type LetterContent = Pick<Composed, 'addresses' | 'reasons' | 'commitments'>;

/**
 * The letters that were or may have been sent. A row is written before its letter is sent and updated with the outcome.
 */
export interface Outbox {
  /**
   * Claims a letter that is unclaimed, was refused by SES, or was claimed long ago without an SES event since.
   * @returns `sent` if it was sent; `unknown` if another claim on it is still open
   */
  claim(key: LetterKey, runId: string | undefined, now: Date): Promise<Claim | 'sent' | 'unknown'>;
  /** Records that SES accepted it. */
  recordSent(claim: Claim, content: LetterContent, messageId: string, now: Date): Promise<void>;
  /** Records the content of a letter that SES may have accepted; it stays claimed. */
  recordUnknown(claim: Claim, content: LetterContent): Promise<void>;
  /** Records that it was not sent; it can be claimed again. */
  recordFailed(claim: Claim, content: LetterContent | undefined, because: string, now: Date): Promise<void>;
  /** Releases the claim on an obsolete letter. */
  release(claim: Claim, now: Date): Promise<void>;
  find(letterId: string): Promise<Letter | undefined>;
  /**
   * Applies an SES event to a letter. A repeated or outdated event, one of an earlier send, and one of an unknown
   * letter change nothing.
   * @throws NotReachedError concurrent changes prevented the update
   */
  settle(letterId: string, event: DeliveryEvent): Promise<void>;
  /** The last day from `from` to `to` with a sent digest. */
  lastDigest(office: OfficeId, from: LocalDate, to: LocalDate): Promise<LocalDate | undefined>;
  /** Records a letter that a dry run would have sent, with its words. */
  recordDryRun(key: LetterKey, runId: string, composed: Composed, now: Date): Promise<void>;
}

const NOT_YET = 'attribute_not_exists(pk)';
const UNCHANGED = 'claimedAt = :claimedAt AND revision = :revision';

/** Attempts of an update with concurrent writers. */
const ATTEMPTS = 5;

export class TableOutbox implements Outbox {
  readonly #table: Table;
  readonly #settleAfterSeconds: number;
  /**
   * @param settleAfterSeconds seconds to wait for an SES event before a letter that may have been sent is sent again;
   *   longer than the timeout of a claimant
   */
  constructor(table: Table, settleAfterSeconds: number) {
    this.#table = table;
    this.#settleAfterSeconds = settleAfterSeconds;
  }

  async claim(key: LetterKey, runId: string | undefined, now: Date): Promise<Claim | 'sent' | 'unknown'> {
    try {
      return await retry({ attempts: ATTEMPTS }, async () => await this.#claimOnce(key, runId, now));
    } catch (error) {
      if (error instanceof ConcurrentChangeError) return 'unknown';
      throw error;
    }
  }

  async recordSent(claim: Claim, content: LetterContent, messageId: string, now: Date): Promise<void> {
    const sentAt = now.toISOString();
    await this.#change(claim, (before) => ({
      ...before,
      ...detailsOf(content),
      messageId,
      sentAt,
      // An SES event may have been recorded first.
      status: before.messageId === undefined ? 'sent' : before.status,
    }));
  }

  async recordUnknown(claim: Claim, content: LetterContent): Promise<void> {
    await this.#change(claim, (before) => ({ ...before, ...detailsOf(content) }));
  }

  async recordFailed(claim: Claim, content: LetterContent | undefined, because: string, now: Date): Promise<void> {
    const details = content === undefined ? {} : detailsOf(content);
    await this.#change(claim, (before) =>
      before.messageId === undefined
        ? { ...before, ...details, status: 'failed', failure: because, settledAt: now.toISOString() }
        : { ...before, ...details },
    );
  }

  async release(claim: Claim, now: Date): Promise<void> {
    // Keep the record of a letter that may have been sent once.
    if (claim.isAgain) await this.recordFailed(claim, undefined, 'nothingToSay', now);
    else await this.#table.remove(keyOfLetter(claim.key), UNCHANGED, unchanged(claim.stored));
  }

  async find(id: string): Promise<Letter | undefined> {
    const key = keyNamed(id);
    return key && (await this.#read(key))?.letter;
  }

  async lastDigest(office: OfficeId, from: LocalDate, to: LocalDate): Promise<LocalDate | undefined> {
    const nameOn = (day: LocalDate) => keyOfLetter({ office, kind: 'digest', day }).sk;
    const range = { value: keys.letter(office, '').pk, between: [nameOn(from), nameOn(to)] } as const;
    const letters = (await this.#table.queryAll(range)).map((item) => toStoredLetter(item).letter);
    return letters.filter(({ kind, messageId }) => kind === 'digest' && messageId !== undefined).at(-1)?.day;
  }

  async settle(id: string, event: DeliveryEvent): Promise<void> {
    const key = keyNamed(id);
    if (key === undefined) return;
    await retry({ attempts: ATTEMPTS }, async () => {
      const before = await this.#read(key);
      if (before === undefined) return;
      const after = afterEvent(before.letter, event);
      if (after !== before.letter) await this.#replace(before, after);
    });
  }

  async recordDryRun(key: LetterKey, runId: string, composed: Composed, now: Date): Promise<void> {
    const row = { ...claimed(key, undefined, 0, now), ...detailsOf(composed) };
    await this.#table.write(toDryRunItems(runId, row, composed).map((put) => ({ put })));
  }

  /** @throws ConcurrentChangeError another process claimed or released it meanwhile */
  async #claimOnce(key: LetterKey, runId: string | undefined, now: Date): Promise<Claim | 'sent' | 'unknown'> {
    const first = { letter: claimed(key, runId, 1, now), revision: 1 };
    if (await this.#table.put(toLetterItem(first), NOT_YET, undefined)) return { key, isAgain: false, stored: first };
    const before = await this.#read(key);
    if (before === undefined) throw changing(letterId(key));
    const { status, messageId, sends } = before.letter;
    if (messageId !== undefined) return 'sent';
    if (!isClaimable(before.letter, this.#settleAfterSeconds, now)) return 'unknown';
    const isAgain = status === 'claimed';
    return { key, isAgain, stored: await this.#replace(before, claimed(key, runId, isAgain ? sends + 1 : sends, now)) };
  }

  async #read(key: LetterKey): Promise<StoredLetter | undefined> {
    const item = await this.#table.get(keyOfLetter(key));
    return item === undefined ? undefined : toStoredLetter(item);
  }

  /** @throws ConcurrentChangeError the stored letter has changed since `before` */
  async #replace(before: StoredLetter, letter: Letter): Promise<StoredLetter> {
    const after = { letter, revision: before.revision + 1 };
    const isPut = await this.#table.put(toLetterItem(after), UNCHANGED, unchanged(before));
    if (!isPut) throw changing(letter.letterId);
    return after;
  }

  /** Changes a letter unless another process has claimed it since. */
  async #change({ key, stored }: Claim, change: (before: Letter) => Letter): Promise<void> {
    await retry({ attempts: ATTEMPTS }, async (attempt) => {
      const before = attempt === 1 ? stored : await this.#read(key);
      if (before?.letter.claimedAt === stored.letter.claimedAt) await this.#replace(before, change(before.letter));
    });
  }
}

function changing(id: string): ConcurrentChangeError {
  return new ConcurrentChangeError(`surat ${id} terus berubah`);
}

function claimed(key: LetterKey, runId: string | undefined, sends: number, now: Date): Letter {
  return {
    letterId: letterId(key),
    office: key.office,
    kind: key.kind,
    day: key.day,
    status: 'claimed',
    ...(runId === undefined ? {} : { runId }),
    addresses: [],
    reasons: [],
    commitments: [],
    claimedAt: now.toISOString(),
    sends,
  };
}

function detailsOf({ addresses, reasons, commitments }: LetterContent) {
  return { addresses: [...addresses], reasons: [...reasons], commitments: [...commitments] };
}

function unchanged({ letter, revision }: StoredLetter) {
  return { ':claimedAt': letter.claimedAt, ':revision': revision };
}

function keyNamed(id: string): LetterKey | undefined {
  const named = letterNamed(id);
  return named && letterKeyOf(named.office, named.name);
}
