import * as z from 'zod';
import { checkSchema, ItemUnreadableError, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { type Key, keys, lettersOf } from '../platform/keys.ts';
import type { Item } from '../platform/table.ts';
import { type Letter, type LetterKey, letter, letterName, letterNamed } from './letters.ts';

/** A letter with its revision, for optimistic locking. */
export interface StoredLetter {
  readonly letter: Letter;
  readonly revision: number;
}

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

/** The item of a letter that a dry run would have sent. */
export function toDryRunItem(runId: string, of: Letter): Item {
  return { ...toLetterItem({ letter: of, revision: 0 }), ...keys.letterOfDryRun(runId, of.letterId) };
}

const stored = z.object({ letter, revision: z.int() });

/** @throws ItemUnreadableError the item has a later schema version or is not a letter */
export function toStoredLetter(item: Item): StoredLetter {
  checkSchema(item);
  const read = stored.safeParse({ letter: item, revision: item.revision });
  if (!read.success) throw new ItemUnreadableError(`${item.pk} ${item.sk}: ${read.error.message}`);
  return read.data;
}
