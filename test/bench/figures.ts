/** One line of the benchmark: what was measured, and the bar that it must not exceed. */
export interface Figure {
  readonly what: string;
  /** The largest, where there are several cases. */
  readonly value: number | string;
  /** The median, where there are several cases. */
  readonly typical?: number;
  readonly bar?: number;
}

/** Whether a figure exceeds its bar. */
export function isMissed({ value, bar }: Figure): boolean {
  return typeof value === 'number' && bar !== undefined && value > bar;
}

/** The value below which a share of some numbers lies: 0.5 for the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

/** The median and the largest of some numbers. */
export function spread(values: readonly number[]): { readonly typical: number; readonly value: number } {
  return { typical: quantile(values, 0.5), value: Math.max(...values) };
}

const HEADINGS = ['', 'typical', 'figure', 'bar', ''];

/** Figures as a table for the terminal, under a title. */
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

/** The same as a table of Markdown. */
export function markdownOf(title: string, figures: readonly Figure[]): string {
  const rows = figures.map(({ what, typical, value, bar }) => [what, shown(typical), shown(value), shown(bar)]);
  const all = [[title, 'typical', 'largest', 'limit'], ['---', '--:', '--:', '--:'], ...rows];
  return all.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

const shown = (value: number | string | undefined) =>
  typeof value === 'number' ? value.toLocaleString('en') : (value ?? '');
