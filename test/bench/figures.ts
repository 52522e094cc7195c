/** A measured figure. */
export interface Figure {
  readonly what: string;
  /** The largest of several cases. */
  readonly value: number | string;
  /** The median of several cases. */
  readonly typical?: number;
  /** The limit. */
  readonly bar?: number;
}

/** Whether a figure exceeds its bar. */
export function isMissed({ value, bar }: Figure): boolean {
  return typeof value === 'number' && bar !== undefined && value > bar;
}

/** The quantile of some numbers: 0.5 for the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

export function spread(values: readonly number[]): { readonly typical: number; readonly value: number } {
  return { typical: quantile(values, 0.5), value: Math.max(...values) };
}

const HEADINGS = ['', 'typical', 'figure', 'bar', ''];

/** Formats figures as a table for the terminal. */
export function tableOf(title: string, figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    shown(figure.typical),
    shown(figure.value),
    shown(figure.bar),
    isMissed(figure) ? 'MISSED' : '',
  ]);
  const all = [HEADINGS.with(0, title), ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)));
  return all.map((row) => line(row).join('  ').trimEnd()).join('\n');
}

/** Formats figures as a Markdown table. */
export function markdownOf(title: string, figures: readonly Figure[]): string {
  const rows = figures.map(({ what, typical, value, bar }) => [what, shown(typical), shown(value), shown(bar)]);
  const all = [[title, 'typical', 'largest', 'limit'], ['---', '--:', '--:', '--:'], ...rows];
  return all.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

const shown = (value: number | string | undefined) =>
  typeof value === 'number' ? value.toLocaleString('en') : (value ?? '');
