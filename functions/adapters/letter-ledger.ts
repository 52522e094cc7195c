import * as z from 'zod/mini';
import type { Delivered } from '../domain/letter-events.ts';
import { afterEvent } from '../domain/letter-events.ts';
import {
  type Composed,
  type Letter,
  type LetterKey,
  letter,
  letterId,
  letterName,
  letterNamed,
} from '../domain/letters.ts';
import { BY_PLACE, keyOf } from './commitment-lists.ts';
import { SCHEMA_VERSION } from './item-schema.ts';
import { type Key, keys, lettersOf } from './keys.ts';
import { type List, listRanges } from './lists.ts';
import type { Item, Range, Table } from './table.ts';

/** A letter that is ours to send, until it is recorded what became of it. */
export interface Claim {
  readonly key: LetterKey;
  readonly claimedAt: string;
  /** Whether it was claimed before, by somebody who may have sent it and did not live to say so. */
  readonly isAgain: boolean;
}

/** What was or may be sent, letter by letter. A row is written before its letter is sent. */
export interface LetterLedger {
  /**
   * Claims a letter: one that nobody has claimed, that SES has refused, or that was claimed long ago and never heard of.
   * @returns `sent` if it was sent; `unknown` if somebody has claimed it and may be sending it, or may have died
   */
  claim(key: LetterKey, runId: string | undefined, now: Date): Promise<Claim | 'sent' | 'unknown'>;
  /** Records that SES has taken it. */
  recordSent(claim: Claim, composed: Composed, now: Date): Promise<void>;
  /** Records that it was not sent, and why; it can be claimed again. */
  recordFailed(claim: Claim, because: string, now: Date): Promise<void>;
  /** Gives back a claim on a letter that has nothing to say. */
  release(claim: Claim, now: Date): Promise<void>;
  /**
   * Completes a letter by an event of SES; the same event again, or an earlier one that comes late, changes nothing.
   * @returns the letter as it was before and is now; undefined if there is none of that id
   */
  settle(letterId: string, event: Delivered): Promise<{ readonly before: Letter; readonly after: Letter } | undefined>;
  /** Keeps what a dry run would have sent. */
  rehearse(key: LetterKey, runId: string, composed: Composed, now: Date): Promise<void>;
  /** A page of the letters to an office, the latest first. */
  listOfOffice(office: string, cursor: string | undefined): Promise<List<Letter>>;
  /** All letters of a run, sent or rehearsed, by office. */
  allOfRun(runId: string): Promise<readonly Letter[]>;
}

const NOT_YET = 'attribute_not_exists(pk)';

/** How often a letter is read anew because others write it at the same time. */
const TRIES = 5;

/** The ledger in the table. */
export class TableLetterLedger implements LetterLedger {
  readonly #table: Table;
  readonly #settleAfterMs: number;
  /** @param settleAfterSeconds how long an event of SES is waited for before a letter that may have been sent is sent again */
  constructor(table: Table, settleAfterSeconds: number) {
    this.#table = table;
    this.#settleAfterMs = settleAfterSeconds * 1_000;
  }

  async claim(key: LetterKey, runId: string | undefined, now: Date): Promise<Claim | 'sent' | 'unknown'> {
    const claimedAt = now.toISOString();
    const fresh: Letter = {
      letterId: letterId(key),
      office: key.office,
      kind: key.kind,
      day: key.day,
      status: 'claimed',
      runId,
      addresses: [],
      reasons: [],
      commitments: [],
      claimedAt,
    };
    if (await this.#table.put(toItem(fresh), NOT_YET, undefined)) return { key, claimedAt, isAgain: false };
    const before = await this.#read(keyOfLetter(key));
    if (before === undefined) return 'unknown';
    const isAgain = before.status === 'claimed';
    if (!isAgain && before.status !== 'failed') return 'sent';
    if (isAgain && now.getTime() - Date.parse(before.claimedAt) < this.#settleAfterMs) return 'unknown';
    return (await this.#replace(before, fresh)) ? { key, claimedAt, isAgain } : 'unknown';
  }

  async recordSent(claim: Claim, { addresses, reasons, commitments }: Composed, now: Date): Promise<void> {
    const details = { addresses: [...addresses], reasons: [...reasons], commitments: [...commitments] };
    await this.#change(claim, (before) => ({
      ...before,
      ...details,
      sentAt: now.toISOString(),
      // An event of SES may have been here before us.
      status: before.status === 'claimed' ? 'sent' : before.status,
    }));
  }

  async recordFailed(claim: Claim, because: string, now: Date): Promise<void> {
    await this.#change(claim, (before) =>
      before.status === 'claimed'
        ? { ...before, status: 'failed', failure: because, settledAt: now.toISOString() }
        : before,
    );
  }

  async release(claim: Claim, now: Date): Promise<void> {
    // What may have been sent once stays on record.
    if (claim.isAgain) await this.recordFailed(claim, 'nothingToSay', now);
    else await this.#table.write([{ remove: keyOfLetter(claim.key) }]);
  }

  async settle(id: string, event: Delivered) {
    const named = letterNamed(id);
    if (named === undefined) return undefined;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const before = await this.#read(keys.letter(named.office, named.name));
      if (before === undefined) return undefined;
      const after = afterEvent(before, event);
      if (after === before || (await this.#replace(before, after))) return { before, after };
    }
    throw new Error(`letter ${id} kept changing`);
  }

  async rehearse(key: LetterKey, runId: string, composed: Composed, now: Date): Promise<void> {
    const { addresses, reasons, commitments } = composed;
    const row: Letter = {
      letterId: letterId(key),
      office: key.office,
      kind: key.kind,
      day: key.day,
      status: 'claimed',
      addresses: [...addresses],
      reasons: [...reasons],
      commitments: [...commitments],
      claimedAt: now.toISOString(),
    };
    await this.#table.write([{ put: { ...toItem(row), ...keys.letterOfDryRun(runId, row.letterId) } }]);
  }

  async listOfOffice(office: string, cursor: string | undefined): Promise<List<Letter>> {
    const range = { value: keys.letter(office, '').pk, backwards: true };
    return await listRanges(this.#table, [range], cursor, async (items) => items.map(toLetter));
  }

  async allOfRun(runId: string): Promise<readonly Letter[]> {
    const rehearsed: Range = { value: keys.run(runId).pk, prefix: 'LETTER#' };
    const sent: Range = { index: BY_PLACE, value: lettersOf(runId) };
    const letters: Letter[] = [];
    for (const [range, isWhole] of [
      [rehearsed, true],
      [sent, false],
    ] as const) {
      let cursor: string | undefined;
      do {
        const page = await listRanges(this.#table, [range], cursor, async (items) =>
          (isWhole ? items : await this.#table.getAll(items.map(keyOf))).map(toLetter),
        );
        letters.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== undefined);
    }
    return letters;
  }

  async #read(key: Key): Promise<Letter | undefined> {
    const item = await this.#table.get(key);
    return item === undefined ? undefined : toLetter(item);
  }

  /** Puts a letter in the place of what was read, unless that has changed. */
  async #replace(before: Letter, after: Letter): Promise<boolean> {
    return await this.#table.put(toItem(after), 'delivery = :delivery AND claimedAt = :claimedAt', {
      ':delivery': before.status,
      ':claimedAt': before.claimedAt,
    });
  }

  /** Changes a letter for as long as the claim on it is ours; whoever has claimed it since knows better. */
  async #change(claim: Claim, change: (before: Letter) => Letter): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const before = await this.#read(keyOfLetter(claim.key));
      if (before === undefined || before.claimedAt !== claim.claimedAt) return;
      if (await this.#replace(before, change(before))) return;
    }
    throw new Error(`letter ${letterId(claim.key)} kept changing`);
  }
}

function keyOfLetter(key: LetterKey): Key {
  return keys.letter(key.office, letterName(key));
}

// Not called status, which DynamoDB reserves. What the id says is not said again: a letter of twenty lines takes 1 KB.
function toItem({ letterId: id, office, status, ...fields }: Letter): Item {
  const name = letterNamed(id)?.name ?? '';
  const listed = fields.runId === undefined ? {} : { place: lettersOf(fields.runId), placeSort: id };
  return { ...keys.letter(office, name), schema: SCHEMA_VERSION, ...fields, ...listed, delivery: status };
}

const keyed = z.object({ pk: z.string(), sk: z.string() });

function toLetter(item: Item): Letter {
  const { pk, sk } = keyed.parse(item);
  const id = pk.startsWith('LETTERS#')
    ? `${pk.slice('LETTERS#'.length).replaceAll('.', '_')}_${sk}`
    : sk.slice('LETTER#'.length);
  return letter.parse({ ...item, letterId: id, office: letterNamed(id)?.office, status: item.delivery });
}
