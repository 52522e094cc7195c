// Whatever reverses the reading direction would reorder what stands beside it, in a subject or in plain text.
const REVERSING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const GAP = /[\s\p{Cc}]+/gu;

// What weighs as much in HTML as it has characters.
const PLAIN = /^[^"&<\u0080-\uffff]*$/;

/** A text in one line, in reading direction: for subjects, lines of letters, and plain text. */
export function oneLine(text: string): string {
  return text.replace(REVERSING, '').replace(GAP, ' ').trim().toWellFormed();
}

/**
 * A text in one line, and short enough for a letter; what is left out stands behind its link.
 * @param bytes what it may weigh in HTML, as UTF-8 with its entities
 */
export function shortened(text: string, bytes: number): string {
  const line = oneLine(text);
  if (line.length <= bytes && PLAIN.test(line)) return line;
  let weight = 0;
  let end = 0;
  for (const character of line) {
    weight += weightOf(character);
    if (weight > bytes) return `${atWord(line.slice(0, end))}…`;
    end += character.length;
  }
  return line;
}

const ENTITIES: ReadonlyMap<string, number> = new Map([
  ['"', '&quot;'.length],
  ['&', '&amp;'.length],
  ['<', '&lt;'.length],
]);

function weightOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return ENTITIES.get(character) ?? 1;
  return code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** Ends a text that was cut with a whole word, unless the last one is very long. */
function atWord(cut: string): string {
  const space = cut.lastIndexOf(' ');
  return cut.slice(0, space > cut.length * 0.8 ? space : undefined).trimEnd();
}
