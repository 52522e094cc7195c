import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import type { ComponentChildren } from 'preact';
import type { Stage } from '../../commitments/stages.ts';
import { oneLine, shortened } from '../../platform/values/short-text.ts';

/** Width in SVG units, about that of a phone in pixels: labels are legible there, and scale up on larger screens. */
const WIDTH = 360;
const LABEL_BYTES = 64;

/** A series of a chart. `tone` is the CSS class of its colour. */
export interface Series {
  readonly name: string;
  readonly tone: 'calm' | 'soon' | 'late' | 'done' | Stage;
}

/** A row of a chart with a number for each series. */
export interface Row {
  readonly label: string;
  readonly values: readonly number[];
}

interface ChartProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** Text alternative for screen readers. */
  readonly description: string;
  readonly series: readonly Series[];
  readonly rows: readonly Row[];
  readonly write: (value: number) => string;
}

const largest = (values: readonly number[]) => Math.max(1, ...values);
const sum = (values: readonly number[]) => values.reduce((so, value) => so + value, 0);

/** For each row, one column for each series, side by side. */
export function ColumnChart(props: ChartProps) {
  const { series, rows } = props;
  const most = largest(rows.flatMap(({ values }) => values));
  return (
    <Columns {...props} most={most}>
      {(values, height, width) => {
        const columns = scaleBand(
          series.map(({ name }) => name),
          [0, width],
        );
        return series.map(({ name, tone }, index) => {
          const y = height(values[index] ?? 0);
          return { tone, x: columns(name) ?? 0, y, width: columns.bandwidth(), height: height(0) - y };
        });
      }}
    </Columns>
  );
}

/** For each row, one column with a part for each series, the first at the bottom. */
export function StackedColumnChart(props: ChartProps) {
  const { series, rows } = props;
  return (
    <Columns {...props} most={largest(rows.map(({ values }) => sum(values)))}>
      {(values, height, width) =>
        series.map(({ tone }, index) => {
          const below = sum(values.slice(0, index));
          const y = height(below + (values[index] ?? 0));
          return { tone, x: 0, y, width, height: height(below) - y };
        })
      }
    </Columns>
  );
}

/** A part of a column. `x` is relative to the left edge of its row. */
interface ColumnPart {
  readonly tone: Series['tone'];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface ColumnsProps extends ChartProps {
  /** The largest value of a column. */
  readonly most: number;
  /** Draws a row. `height` maps a value to a y position; `width` is the space of the row. */
  readonly children: (values: readonly number[], height: (value: number) => number, width: number) => ColumnPart[];
}

function Columns({ most, children, ...props }: ColumnsProps) {
  const { rows, write } = props;
  const [top, bottom, left] = [8, 150, 28];
  const groups = scaleBand(
    rows.map(({ label }) => label),
    [left, WIDTH],
  ).paddingInner(0.25);
  const height = scaleLinear([0, most], [bottom, top]).nice(4);
  return (
    <Chart {...props} height={bottom + 18}>
      {height
        .ticks(4)
        .filter(Number.isInteger)
        .map((tick) => (
          <g key={tick}>
            <line class="grid" x1={left} x2={WIDTH} y1={at(height(tick))} y2={at(height(tick))} />
            <text class="tick" x={left - 4} y={at(height(tick)) + 3} text-anchor="end">
              {write(tick)}
            </text>
          </g>
        ))}
      {rows.map(({ label, values }) => (
        <g key={label}>
          {children(values, height, groups.bandwidth())
            .filter((part) => part.height > 0)
            .map((part) => (
              <rect
                key={part.tone}
                class={part.tone}
                x={at((groups(label) ?? 0) + part.x)}
                y={at(part.y)}
                width={at(part.width)}
                height={at(part.height)}
              />
            ))}
          <text class="tick" x={at((groups(label) ?? 0) + groups.bandwidth() / 2)} y={bottom + 12} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
    </Chart>
  );
}

/** For each row, one bar with a part for each series, its label above and its sum behind it. */
export function BarChart(props: ChartProps) {
  const { series, rows, write } = props;
  const [pitch, bar, right] = [30, 12, 44];
  const length = scaleLinear([0, largest(rows.map(({ values }) => sum(values)))], [0, WIDTH - right]);
  const places = series.map((_, index) => index);
  const layers = stack<Row, number>()
    .keys(places)
    .value(({ values }, index) => values[index] ?? 0)([...rows]);
  return (
    <Chart {...props} height={rows.length * pitch + 2}>
      {rows.map(({ label, values }, row) => (
        <g key={label}>
          <text class="label" x={0} y={row * pitch + 11}>
            {shortened(label, LABEL_BYTES)}
          </text>
          {layers.map((layer) => {
            const [from = 0, to = 0] = layer[row] ?? [];
            return (
              to > from && (
                <rect
                  key={layer.key}
                  class={series[layer.key]?.tone}
                  x={at(length(from))}
                  y={row * pitch + 15}
                  width={at(length(to) - length(from))}
                  height={bar}
                />
              )
            );
          })}
          <text class="tick" x={at(length(sum(values))) + 4} y={row * pitch + 25}>
            {write(sum(values))}
          </text>
        </g>
      ))}
    </Chart>
  );
}

/** Rounded to a tenth: more digits are invisible and enlarge the page. */
const at = (position: number) => Math.round(position * 10) / 10;

function Chart(props: ChartProps & { readonly height: number; readonly children: ComponentChildren }) {
  const { id, title, description, series, height, children } = props;
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-text`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-text`}>{oneLine(description)}</desc>
        {children}
      </svg>
      {series.length > 1 && (
        <figcaption class="legend">
          {series.map(({ name, tone }) => (
            <span key={name}>
              <svg viewBox="0 0 10 10" aria-hidden="true">
                <rect class={tone} width="10" height="10" />
              </svg>{' '}
              {name}
            </span>
          ))}
        </figcaption>
      )}
    </figure>
  );
}
