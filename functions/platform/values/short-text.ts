// Characters that change the reading direction would reorder the surrounding text.
const REVERSING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const GAP = /[\s\p{Cc}]+/gu;

// Text whose size in HTML equals its number of characters.
const PLAIN = /^[^"&<\u0080-\uffff]*$/;

/** A text as one line without direction characters, for subjects and plain text. */
export function oneLine(text: string): string {
  return text.replace(REVERSING, '').replace(GAP, ' ').trim().toWellFormed();
}

/**
 * A text as one line, cut to a size.
 * @param bytes the largest size in HTML: UTF-8 with entities
 */
export function shortened(text: string, bytes: number): string {
  const line = oneLine(text);
  if (line.length <= bytes && PLAIN.test(line)) return line;
  let size = 0;
  let end = 0;
  for (const character of line) {
    size += sizeOf(character);
    if (size > bytes) return `${atWord(line.slice(0, end))}…`;
    end += character.length;
  }
  return line;
}

const ENTITIES: ReadonlyMap<string, number> = new Map([
  ['"', '&quot;'.length],
  ['&', '&amp;'.length],
  ['<', '&lt;'.length],
]);

function sizeOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return ENTITIES.get(character) ?? 1;
  return code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** Cuts at a word boundary, unless the last word is very long. */
function atWord(cut: string): string {
  const space = cut.lastIndexOf(' ');
  return cut.slice(0, space > cut.length * 0.8 ? space : undefined).trimEnd();
}
