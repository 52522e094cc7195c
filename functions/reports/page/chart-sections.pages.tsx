import type { VNode } from 'preact';
import { STAGE_NAMES } from '../../commitments/stages.ts';
import type { Report } from '../report-form.ts';
import { reportTexts as texts } from './report.texts.ts';
import { OverdueDaysChart, PartsChart, StagesChart, TrendChart } from './report-charts.pages.tsx';
import { monthOfYear } from './report-numbers.pages.ts';
import { stagesByMonth } from './report-rows.pages.ts';
import { DataTable, type TableCell } from './report-tables.pages.tsx';

const { columns, measures, sections } = texts;

/** The number of commitments in each stage at the ends of months. */
export function StagesByMonth({ report }: { readonly report: Report }) {
  if (report.trend.length === 0) return null;
  return (
    <ChartSection
      title={sections.stagesByMonth}
      chart={<StagesChart trend={report.trend} />}
      heading={[columns.month, ...STAGE_NAMES.map((stage) => texts.stageColumns[stage])]}
      rows={stagesByMonth(report).map(([month, ...counts]) => [monthOfYear(month), ...counts])}
    />
  );
}

/** Commitments raised, closed and overdue by month. */
export function Trend({ report: { trend } }: { readonly report: Report }) {
  if (trend.length === 0) return null;
  return (
    <ChartSection
      title={sections.trend}
      chart={<TrendChart trend={trend} />}
      heading={[columns.month, measures.raisedIn, measures.closed, measures.overdueAtEnd]}
      rows={trend.map(({ month, raised, closed, overdue }) => [monthOfYear(month), raised, closed, overdue])}
    />
  );
}

/** The offices with overdue commitments, and for how long. */
export function OverdueDays({ report: { byOffice, scope } }: { readonly report: Report }) {
  const late = byOffice.filter(({ daysOverdue }) => daysOverdue.oldest !== undefined);
  if (late.length === 0 || scope.kind === 'office') return null;
  return (
    <ChartSection
      title={sections.overdueDays}
      chart={<OverdueDaysChart late={late} />}
      heading={[columns.office, columns.oldest, columns.median, measures.overdue]}
      rows={late.map(({ name, daysOverdue, overdue }) => [name, daysOverdue.oldest, daysOverdue.median, overdue])}
    />
  );
}

/** The parts of the next level down, side by side. */
export function Parts({ report }: { readonly report: Report }) {
  return (
    <ChartSection
      title={sections.parts[report.scope.kind]}
      chart={<PartsChart report={report} />}
      heading={[columns.name, measures.open, measures.overdue, measures.closed]}
      rows={report.parts.map(({ name, open, overdue, closed }) => [name, open, overdue, closed])}
    />
  );
}

interface ChartSectionProps {
  readonly title: string;
  readonly chart: VNode;
  readonly heading: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

function ChartSection({ title, chart, heading, rows }: ChartSectionProps) {
  return (
    <>
      <h2>{title}</h2>
      <div class="pair">
        {chart}
        <DataTable caption={title} heading={heading} rows={rows} />
      </div>
    </>
  );
}
