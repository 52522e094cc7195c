// An apostrophe before a text that Excel would take for a formula (OWASP: CSV injection).
const ESCAPED = /^'+[=+\-@\t\r＝＋－＠]/;

/** Adds an apostrophe to a text that already looks escaped, so that unescaping restores it. */
export function escapeApostrophes(text: string): string {
  return ESCAPED.test(text) ? `'${text}` : text;
}

/** Removes the escaping apostrophe, also from workbooks that were saved from our CSV files. */
export function unescapeFormula(text: string): string {
  return ESCAPED.test(text) ? text.slice(1) : text;
}
