import * as z from 'zod';
import { checkSchema, ItemUnreadableError, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { type Key, keys, lettersOf } from '../platform/keys.ts';
import type { Item } from '../platform/table.ts';
import { type Letter, type LetterKey, letter, letterId, letterKeyOf, letterName, letterNamed } from './letters.ts';

/** A letter as it was read, with how often it had been written. */
export interface StoredLetter {
  readonly letter: Letter;
  readonly revision: number;
}

/** The key of a letter's item. */
export function keyOfLetter(key: LetterKey): Key {
  return keys.letter(key.office, letterName(key));
}

/** The item of a letter. What its key says is not said again: with twenty lines it takes one write unit. */
export function toLetterItem({ letter: of, revision }: StoredLetter): Item {
  const { letterId: id, office, kind: _, day: __, runId, status, commitments, ...fields } = of;
  return {
    ...keys.letter(office, letterNamed(id)?.name ?? ''),
    schema: SCHEMA_VERSION,
    ...fields,
    // Not called status, which DynamoDB reserves.
    delivery: status,
    commitments: commitments.map(packedId).join(' '),
    ...(runId === undefined ? {} : { place: lettersOf(runId), placeSort: id }),
    revision,
  };
}

/** The item of a letter that a dry run would have sent. */
export function toDryRunItem(runId: string, of: Letter): Item {
  return { ...toLetterItem({ letter: of, revision: 0 }), ...keys.letterOfDryRun(runId, of.letterId) };
}

const keyed = z.object({ pk: z.string(), sk: z.string(), revision: z.int(), place: z.string().optional() });
const stored = z.object({
  ...letter.omit({ letterId: true, office: true, kind: true, day: true, runId: true, status: true }).shape,
  delivery: letter.shape.status,
  commitments: z.string().transform((ids) =>
    ids
      .split(' ')
      .filter((id) => id !== '')
      .map(unpackedId),
  ),
});

/** @throws ItemUnreadableError the item is of a later schema version, or its key is none of a letter */
export function toStoredLetter(item: Item): StoredLetter {
  checkSchema(item);
  const { pk, sk, place, revision } = keyed.parse(item);
  const id = sk.startsWith(REHEARSED) ? sk.slice(REHEARSED.length) : undefined;
  const named = id === undefined ? { office: pk.slice(OF_OFFICE.length), name: sk } : letterNamed(id);
  const key = named && letterKeyOf(named.office, named.name);
  if (key === undefined) throw new ItemUnreadableError(`${pk} ${sk}: no name of a letter`);
  const { delivery, ...fields } = stored.parse(item);
  const { office, kind, day } = key;
  const runId = place === undefined ? {} : { runId: place.slice(lettersOf('').length) };
  return { letter: { letterId: letterId(key), office, kind, day, ...runId, ...fields, status: delivery }, revision };
}

const OF_OFFICE = keys.letter('', '').pk;
const REHEARSED = keys.letterOfDryRun('', '').sk;

// A commitment's id is 24 hexadecimal digits and a hyphen: in base64, which knows no hyphen, 16 characters. An id of
// another form is kept as it is.
const ID = /^([0-9a-f]{4})-([0-9a-f]{20})$/;

function packedId(id: string): string {
  const [, region, rest] = ID.exec(id) ?? [];
  return region === undefined ? id : Buffer.from(`${region}${rest}`, 'hex').toString('base64');
}

function unpackedId(kept: string): string {
  if (kept.includes('-')) return kept;
  const digits = Buffer.from(kept, 'base64').toString('hex');
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}
