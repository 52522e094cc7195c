// What Excel takes for a formula, behind the apostrophe by which it no longer does (OWASP: CSV injection).
const DEFUSED = /^'+[=+\-@\t\r＝＋－＠]/;

/** A text that only looks as if it had been defused, with one apostrophe more than it will lose. */
export function guarded(text: string): string {
  return DEFUSED.test(text) ? `'${text}` : text;
}

/** A text as it was before it was defused or guarded: also in a workbook that was saved from a CSV file. */
export function restored(text: string): string {
  return DEFUSED.test(text) ? text.slice(1) : text;
}
