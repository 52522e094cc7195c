import type { OfficeId } from '../offices/offices.ts';
import { keys } from '../platform/keys.ts';
import { ConcurrentChangeError, retry } from '../platform/retry.ts';
import type { Table } from '../platform/table.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import { afterEvent, type Delivered, isClaimable } from './letter-events.ts';
import { keyOfLetter, type StoredLetter, toDryRunItem, toLetterItem, toStoredLetter } from './letter-items.store.ts';
import { type Composed, type Letter, type LetterKey, letterId, letterKeyOf, letterNamed } from './letters.ts';

/** A letter that is ours to send, until it is recorded what became of it. */
export interface Claim {
  readonly key: LetterKey;
  /** Whether it was claimed before, by somebody who may have sent it and did not live to say so. */
  readonly isAgain: boolean;
  /** The letter as this claim left it. */
  readonly kept: StoredLetter;
}

/** What a letter is about, and where it goes. */
export type Content = Pick<Composed, 'addresses' | 'reasons' | 'commitments'>;

/**
 * What was or may be sent, letter by letter. A row is written before its letter is sent, at one write unit and one of the
 * run's list, and once more when it is known what became of it.
 */
export interface Outbox {
  /**
   * Claims a letter: one that nobody has claimed, that SES has refused, or that was claimed long ago and never heard of.
   * @returns `sent` if it was sent; `unknown` if somebody has claimed it and may be sending it, or may have died
   */
  claim(key: LetterKey, runId: string | undefined, now: Date): Promise<Claim | 'sent' | 'unknown'>;
  /** Records that SES has taken it, under a name of its own. */
  recordSent(claim: Claim, content: Content, messageId: string, now: Date): Promise<void>;
  /** Records what it is about, where it is not known whether SES has taken it: it stays claimed. */
  recordUnknown(claim: Claim, content: Content): Promise<void>;
  /** Records that it was not sent, and why; it can be claimed again. */
  recordFailed(claim: Claim, content: Content | undefined, because: string, now: Date): Promise<void>;
  /** Gives back a claim on a letter that has nothing to say. */
  release(claim: Claim, now: Date): Promise<void>;
  /** The letter of that id; undefined if there is none. */
  find(letterId: string): Promise<Letter | undefined>;
  /**
   * Completes a letter by an event of SES. The same event again, one that comes late, one of an earlier send, and one of
   * a letter that nobody knows change nothing.
   * @throws NotReachedError others kept changing it at the same time
   */
  settle(letterId: string, event: Delivered): Promise<void>;
  /** The last day among those from `from` to `to` for which the office was sent a digest. */
  lastDigest(office: OfficeId, from: LocalDate, to: LocalDate): Promise<LocalDate | undefined>;
  /** Keeps what a dry run would have sent. */
  recordDryRun(key: LetterKey, runId: string, content: Content, now: Date): Promise<void>;
}

const NOT_YET = 'attribute_not_exists(pk)';
const UNCHANGED = 'claimedAt = :claimedAt AND revision = :revision';

/** How often a letter is read anew because others write it at the same time. */
const ATTEMPTS = 5;

/** The ledger in the table. */
export class TableOutbox implements Outbox {
  readonly #table: Table;
  readonly #settleAfterSeconds: number;
  /**
   * @param settleAfterSeconds how long an event of SES is waited for before a letter that may have been sent is sent
   *   again: longer than whoever has claimed it can live
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

  async recordSent(claim: Claim, content: Content, messageId: string, now: Date): Promise<void> {
    const sentAt = now.toISOString();
    await this.#change(claim, (before) => ({
      ...before,
      ...detailsOf(content),
      messageId,
      sentAt,
      // An event of SES may have been here before us, and know more.
      status: before.messageId === undefined ? 'sent' : before.status,
    }));
  }

  async recordUnknown(claim: Claim, content: Content): Promise<void> {
    await this.#change(claim, (before) => ({ ...before, ...detailsOf(content) }));
  }

  async recordFailed(claim: Claim, content: Content | undefined, because: string, now: Date): Promise<void> {
    const details = content === undefined ? {} : detailsOf(content);
    await this.#change(claim, (before) =>
      before.messageId === undefined
        ? { ...before, ...details, status: 'failed', failure: because, settledAt: now.toISOString() }
        : { ...before, ...details },
    );
  }

  async release(claim: Claim, now: Date): Promise<void> {
    // What may have been sent once stays on record.
    if (claim.isAgain) await this.recordFailed(claim, undefined, 'nothingToSay', now);
    else await this.#table.remove(keyOfLetter(claim.key), UNCHANGED, unchanged(claim.kept));
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

  async settle(id: string, event: Delivered): Promise<void> {
    const key = keyNamed(id);
    if (key === undefined) return;
    await retry({ attempts: ATTEMPTS }, async () => {
      const before = await this.#read(key);
      if (before === undefined) return;
      const after = afterEvent(before.letter, event);
      if (after !== before.letter) await this.#replace(before, after);
    });
  }

  async recordDryRun(key: LetterKey, runId: string, content: Content, now: Date): Promise<void> {
    const row = { ...claimed(key, undefined, 0, now), ...detailsOf(content) };
    await this.#table.write([{ put: toDryRunItem(runId, row) }]);
  }

  /** @throws ConcurrentChangeError somebody else has claimed it meanwhile, or given it back */
  async #claimOnce(key: LetterKey, runId: string | undefined, now: Date): Promise<Claim | 'sent' | 'unknown'> {
    const first = { letter: claimed(key, runId, 1, now), revision: 1 };
    if (await this.#table.put(toLetterItem(first), NOT_YET, undefined)) return { key, isAgain: false, kept: first };
    const before = await this.#read(key);
    if (before === undefined) throw changing(letterId(key));
    const { status, messageId, sends } = before.letter;
    if (messageId !== undefined) return 'sent';
    if (!isClaimable(before.letter, this.#settleAfterSeconds, now)) return 'unknown';
    const isAgain = status === 'claimed';
    return { key, isAgain, kept: await this.#replace(before, claimed(key, runId, isAgain ? sends + 1 : sends, now)) };
  }

  async #read(key: LetterKey): Promise<StoredLetter | undefined> {
    const item = await this.#table.get(keyOfLetter(key));
    return item === undefined ? undefined : toStoredLetter(item);
  }

  /** Puts a letter in the place of what was read or written. @throws ConcurrentChangeError that has changed since */
  async #replace(before: StoredLetter, letter: Letter): Promise<StoredLetter> {
    const after = { letter, revision: before.revision + 1 };
    const isPut = await this.#table.put(toLetterItem(after), UNCHANGED, unchanged(before));
    if (!isPut) throw changing(letter.letterId);
    return after;
  }

  /** Changes a letter for as long as the claim on it is ours; whoever has claimed it since knows better. */
  async #change({ key, kept }: Claim, change: (before: Letter) => Letter): Promise<void> {
    await retry({ attempts: ATTEMPTS }, async (attempt) => {
      const before = attempt === 1 ? kept : await this.#read(key);
      if (before?.letter.claimedAt === kept.letter.claimedAt) await this.#replace(before, change(before.letter));
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

function detailsOf({ addresses, reasons, commitments }: Content) {
  return { addresses: [...addresses], reasons: [...reasons], commitments: [...commitments] };
}

function unchanged({ letter, revision }: StoredLetter) {
  return { ':claimedAt': letter.claimedAt, ':revision': revision };
}

function keyNamed(id: string): LetterKey | undefined {
  const named = letterNamed(id);
  return named && letterKeyOf(named.office, named.name);
}
