const whole = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2 });

/** A number as people read it: 390.777, 74,4. */
export function numbers(value: number): string {
  return whole.format(value);
}

const months = {
  ofYear: new Intl.DateTimeFormat('id-ID', { month: 'short', year: 'numeric', timeZone: 'UTC' }),
  short: new Intl.DateTimeFormat('id-ID', { month: 'short', timeZone: 'UTC' }),
};

/** A month in a narrow column: Nov 2026. */
export function monthOfYear(month: string): string {
  return months.ofYear.format(new Date(`${month}-01`));
}

/** A month within a year, in three letters: Nov. */
export function monthInShort(month: string): string {
  return months.short.format(new Date(`${month}-01`));
}
