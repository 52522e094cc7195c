import * as z from 'zod';
import { checkSchema, ItemUnreadableError, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { type Key, keys, lettersOf } from '../platform/keys.ts';
import type { Item } from '../platform/table.ts';
import { type Composed, type Letter, type LetterKey, letter, letterName, letterNamed } from './letters.ts';

/** A letter with its revision, for optimistic locking. */
export interface StoredLetter {
  readonly letter: Letter;
  readonly revision: number;
}

/** The subject and the body of a letter. */
export type LetterWords = Pick<Composed, 'subject' | 'html'>;

/** Days for which the words of a dry run's letters are kept. */
const WORDS_KEPT_DAYS = 30;

export function keyOfLetter(key: LetterKey): Key {
  return keys.letter(key.office, letterName(key));
}

export function toLetterItem({ letter: of, revision }: StoredLetter): Item {
  const { letterId, office, runId } = of;
  return {
    ...keys.letter(office, letterNamed(letterId)?.name ?? ''),
    schema: SCHEMA_VERSION,
    ...of,
    ...(runId === undefined ? {} : { place: lettersOf(runId), placeSort: letterId }),
    revision,
  };
}

/** The items of a letter that a dry run would have sent: what it is about, and apart from it what it says. */
export function toDryRunItems(runId: string, of: Letter, { subject, html }: LetterWords): readonly Item[] {
  const { letterId, addresses } = of;
  const expires = Math.floor(Date.parse(of.claimedAt) / 1_000) + WORDS_KEPT_DAYS * 86_400;
  return [
    { ...toLetterItem({ letter: of, revision: 0 }), ...keys.letterOfDryRun(runId, letterId), subject },
    { ...keys.contentOfDryRun(runId, letterId), schema: SCHEMA_VERSION, subject, addresses, html, expires },
  ];
}

const stored = z.object({ letter, revision: z.int() });

/** @throws ItemUnreadableError the item has a later schema version or is not a letter */
export function toStoredLetter(item: Item): StoredLetter {
  checkSchema(item);
  const read = stored.safeParse({ letter: item, revision: item.revision });
  if (!read.success) throw new ItemUnreadableError(`${item.pk} ${item.sk}: ${read.error.message}`);
  return read.data;
}
