import type { ComponentChildren } from 'preact';
import { oneLine } from '../../platform/values/short-text.ts';
import { formatNumber } from './report-numbers.pages.ts';

/** A cell's content. Numbers are formatted; undefined is shown as a dash. */
export type TableCell = string | number | undefined;

interface TableProps {
  readonly caption: string;
  readonly heading: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
  /** On narrow screens, each cell takes a line, with its heading before it. */
  readonly isWide?: boolean;
  /** A heading above the table repeats the caption, so the caption is only for screen readers. */
  readonly isTitled?: boolean;
}

/** A table whose first cell of each row is its heading. */
export function DataTable({ caption, heading, rows, isWide = false, isTitled = true }: TableProps) {
  const isNumber = heading.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  return (
    <table class={isWide ? 'wide' : undefined}>
      <caption class={isTitled ? 'unseen' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {heading.map((title, index) => (
            <th key={title} scope="col" class={isNumber[index] ? 'number' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest], row) => (
          <tr key={row}>
            <th scope="row">{written(first)}</th>
            {rest.map((cell, index) => (
              <td
                key={heading[index + 1]}
                class={isNumber[index + 1] ? 'number' : undefined}
                data-label={isWide ? heading[index + 1] : undefined}
              >
                {written(cell)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function written(cell: TableCell): ComponentChildren {
  if (cell === undefined) return '–';
  return typeof cell === 'number' ? formatNumber(cell) : <bdi>{oneLine(cell)}</bdi>;
}
