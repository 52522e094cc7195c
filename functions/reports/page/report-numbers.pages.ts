const whole = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2 });

/** Formats a number in Bahasa Indonesia: 390.777, 74,4. */
export function formatNumber(value: number): string {
  return whole.format(value);
}

const months = {
  ofYear: new Intl.DateTimeFormat('id-ID', { month: 'short', year: 'numeric', timeZone: 'UTC' }),
  short: new Intl.DateTimeFormat('id-ID', { month: 'short', timeZone: 'UTC' }),
};

/** Formats a month for a narrow column: Nov 2026. */
export function monthOfYear(month: string): string {
  return months.ofYear.format(new Date(`${month}-01`));
}

/** Formats a month without its year: Nov. */
export function monthInShort(month: string): string {
  return months.short.format(new Date(`${month}-01`));
}
