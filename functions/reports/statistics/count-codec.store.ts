import { ItemUnreadableError } from '../../platform/item-schema.ts';
import type { Counts } from '../../platform/values/counts.ts';

/**
 * Counts by whole numbers (days, months, places in a list) as a text, in ascending order: for each key the gap to the
 * one before in letters (a to z are the digits 0 to 25), then its count. A count by day takes two bytes or a few more, so
 * that a nation's headline stays within one read unit (infra/decisions/0018).
 */
export function written<Key>(counts: Counts<Key>, indexOf: (key: Key) => number): string {
  const ascending = [...counts]
    .map(([key, count]): [number, number] => [indexOf(key), count])
    .sort(([a], [b]) => a - b);
  let previous = 0;
  let text = '';
  for (const [index, count] of ascending) {
    text += inLetters(index - previous) + count;
    previous = index;
  }
  return text;
}

const TOKEN = /([a-z]+)(-?\d+)/y;

/** @throws ItemUnreadableError the text is not of that form, or counts what this code does not know */
export function read<Key>(text: string, keyAt: (index: number) => Key | undefined): Counts<Key> {
  const counts = new Map<Key, number>();
  let index = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [, gap, count] = TOKEN.exec(text) ?? [];
    if (gap === undefined) throw new ItemUnreadableError(`not counts: ${text}`);
    index += fromLetters(gap);
    const key = keyAt(index);
    if (key === undefined) throw new ItemUnreadableError(`counts by ${index}, which is unknown: ${text}`);
    counts.set(key, Number(count));
  }
  return counts;
}

const A = 97;
const BASE = 26;

function inLetters(gap: number): string {
  const last = String.fromCharCode(A + (gap % BASE));
  return gap < BASE ? last : inLetters(Math.floor(gap / BASE)) + last;
}

function fromLetters(letters: string): number {
  let gap = 0;
  for (let place = 0; place < letters.length; place += 1) gap = gap * BASE + letters.charCodeAt(place) - A;
  return gap;
}
