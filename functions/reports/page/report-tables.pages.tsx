import type { ComponentChildren } from 'preact';
import { oneLine } from '../../platform/values/short-text.ts';
import { numbers } from './report-numbers.pages.ts';

/** What stands in a cell: a number is written as people read it, and nothing as a dash. */
export type TableCell = string | number | undefined;

interface TableProps {
  readonly caption: string;
  readonly heading: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
  /** One cell a line on narrow screens, each with its heading before it. */
  readonly isWide?: boolean;
  /** What the caption says stands above it anyway: it is there for whoever does not see that. */
  readonly isTitled?: boolean;
}

/** A table of a report; the first cell of each row names it. */
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
  return typeof cell === 'number' ? numbers(cell) : <bdi>{oneLine(cell)}</bdi>;
}
