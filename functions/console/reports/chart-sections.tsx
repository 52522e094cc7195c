import type { Report } from '../../domain/report-form.ts';
import { STAGE_NAMES } from '../../domain/stages.ts';
import { OverdueDaysChart, PartsChart, StagesChart, TrendChart } from './report-charts.tsx';
import { monthOfYear } from './report-numbers.ts';
import { stagesByMonth } from './report-rows.ts';
import { DataTable } from './report-tables.tsx';
import { reportTexts as texts } from './report-texts.ts';

const { columns, measures, sections } = texts;

// Each chart stands beside the table of its numbers.

/** In which stages commitments were at the ends of months. */
export function StagesByMonth({ report }: { readonly report: Report }) {
  const { trend = [] } = report;
  if (trend.length === 0) return null;
  return (
    <>
      <h2>{sections.stagesByMonth}</h2>
      <div class="pair">
        <StagesChart trend={trend} />
        <DataTable
          caption={sections.stagesByMonth}
          heading={[columns.month, ...STAGE_NAMES.map((stage) => texts.stageColumns[stage])]}
          rows={stagesByMonth(report).map(([month, ...counts]) => [monthOfYear(month), ...counts])}
        />
      </div>
    </>
  );
}

/** What happened in each month. */
export function Trend({ report: { trend = [] } }: { readonly report: Report }) {
  if (trend.length === 0) return null;
  return (
    <>
      <h2>{sections.trend}</h2>
      <div class="pair">
        <TrendChart trend={trend} />
        <DataTable
          caption={sections.trend}
          heading={[columns.month, measures.raisedIn, measures.closed, measures.overdueAtEnd]}
          rows={trend.map(({ month, raised, closed, overdue }) => [monthOfYear(month), raised, closed, overdue])}
        />
      </div>
    </>
  );
}

/** Which offices have anything overdue, and for how long. */
export function OverdueDays({ report: { byOffice = [], scope } }: { readonly report: Report }) {
  const late = byOffice.filter(({ daysOverdue }) => daysOverdue.oldest !== undefined);
  if (late.length === 0 || scope.kind === 'office') return null;
  return (
    <>
      <h2>{sections.overdueDays}</h2>
      <div class="pair">
        <OverdueDaysChart byOffice={late} />
        <DataTable
          caption={sections.overdueDays}
          heading={[columns.office, columns.oldest, columns.median, measures.overdue]}
          rows={late.map(({ name, daysOverdue, overdue }) => [name, daysOverdue.oldest, daysOverdue.median, overdue])}
        />
      </div>
    </>
  );
}

/** The next level down, side by side. */
export function Parts({ report }: { readonly report: Report }) {
  const title = sections.parts[report.scope.kind];
  return (
    <>
      <h2>{title}</h2>
      <div class="pair">
        <PartsChart report={report} />
        <DataTable
          caption={title}
          heading={[columns.name, measures.open, measures.overdue, measures.closed]}
          rows={report.parts.map(({ name, open, overdue, closed }) => [name, open, overdue, closed])}
        />
      </div>
    </>
  );
}
