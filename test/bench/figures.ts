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

/** The median and the largest of some numbers. */
export function spread(values: readonly number[]): { readonly typical: number; readonly value: number } {
  const sorted = values.toSorted((one, other) => one - other);
  const typical = sorted[Math.floor(sorted.length / 2)];
  if (typical === undefined) throw new Error('nothing was measured');
  return { typical, value: Math.max(...sorted) };
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

const shown = (value: number | string | undefined) =>
  typeof value === 'number' ? value.toLocaleString('en') : (value ?? '');
