const whole = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2 });

/** A number as people read it: 390.777, 74,4. */
export function numbers(value: number): string {
  return whole.format(value);
}

const months = new Intl.DateTimeFormat('id-ID', { month: 'short', timeZone: 'UTC' });

/** A month within a year, in three letters: Nov. */
export function monthInShort(month: string): string {
  return months.format(new Date(`${month}-01`));
}
