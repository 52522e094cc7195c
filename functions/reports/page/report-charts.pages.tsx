import { STAGE_NAMES } from '../../commitments/stages.ts';
import type { Group, Report } from '../report-form.ts';
import { BarChart, ColumnChart, StackedColumnChart } from './charts.pages.tsx';
import { reportTexts as texts } from './report.texts.ts';
import { formatNumber, monthInShort } from './report-numbers.pages.ts';
import { capitalized } from './report-rows.pages.ts';

const { measures, sections } = texts;

type Month = Report['trend'][number];

export function TrendChart({ trend }: { readonly trend: readonly Month[] }) {
  const total = (of: (month: Month) => number) => formatNumber(trend.reduce((so, one) => so + of(one), 0));
  const overdue = formatNumber(trend.at(-1)?.overdue ?? 0);
  return (
    <ColumnChart
      id="bulan"
      title={sections.trend}
      description={`Dua belas bulan: ${total((one) => one.raised)} komitmen dicatat, ${total((one) => one.closed)} ditutup; pada akhirnya ${overdue} lewat tenggat. Angkanya ada dalam tabel di bawah.`}
      series={[
        { name: measures.raisedIn, tone: 'calm' },
        { name: measures.closed, tone: 'done' },
        { name: measures.overdueAtEnd, tone: 'late' },
      ]}
      rows={trend.map(({ month, raised, closed, overdue: late }) => ({
        label: monthInShort(month),
        values: [raised, closed, late],
      }))}
      write={formatNumber}
    />
  );
}

/** Commitments by stage at the ends of the twelve months. Months with unknown stages have no column. */
export function StagesChart({ trend }: { readonly trend: readonly Month[] }) {
  const known = trend.filter(({ byStage }) => byStage !== undefined);
  const last = known.at(-1)?.byStage;
  const standing = STAGE_NAMES.map((stage) => `${texts.stages[stage]} ${formatNumber(last?.[stage] ?? 0)}`);
  return (
    <StackedColumnChart
      id="tahap"
      title={sections.stagesByMonth}
      description={`Pada akhir ${formatNumber(known.length)} bulan; pada yang terakhir ${standing.join(', ')}. Angkanya ada dalam tabel di bawah.`}
      series={STAGE_NAMES.map((stage) => ({ name: capitalized(texts.stages[stage]), tone: stage }))}
      rows={trend.map(({ month, byStage }) => ({
        label: monthInShort(month),
        values: STAGE_NAMES.map((stage) => byStage?.[stage] ?? 0),
      }))}
      write={formatNumber}
    />
  );
}

/** Timeliness of open commitments, and punctuality of closed ones. */
export function TimelinessChart({ report }: { readonly report: Report }) {
  const rows = timelinessRows(report);
  const series = [
    { name: 'Terlambat', tone: 'late' },
    { name: measures.dueSoon, tone: 'soon' },
    { name: 'Belum atau tepat waktu', tone: 'done' },
  ] as const;
  return (
    <BarChart
      id="ketepatan"
      title={sections.timeliness}
      description={`${rows.map(([name, count]) => `${name}: ${formatNumber(count)}`).join('; ')}.`}
      series={series}
      rows={rows.map(([label, count, tone]) => ({
        label,
        values: series.map((one) => (one.tone === tone ? count : 0)),
      }))}
      write={formatNumber}
    />
  );
}

export function timelinessRows({ open, overdue, dueSoon, closed }: Report) {
  return [
    [measures.overdue, overdue, 'late'],
    [measures.dueSoon, dueSoon, 'soon'],
    [measures.notDue, open - overdue - dueSoon, 'done'],
    [measures.onTime, closed.onTime, 'done'],
    [measures.late, closed.late, 'late'],
  ] as const;
}

/** The oldest overdue commitment of each office. @param props.late the offices with overdue commitments */
export function OverdueDaysChart({ late }: { readonly late: readonly Group[] }) {
  const [longest] = late.toSorted((one, other) => (other.daysOverdue.oldest ?? 0) - (one.daysOverdue.oldest ?? 0));
  if (longest === undefined) return null;
  return (
    <BarChart
      id="lama"
      title={sections.overdueDays}
      description={`${formatNumber(late.length)} instansi; paling lama ${longest.name}, ${formatNumber(longest.daysOverdue.oldest ?? 0)} hari kalender.`}
      series={[{ name: texts.columns.oldest, tone: 'late' }]}
      rows={late.map(({ name, daysOverdue }) => ({ label: name, values: [daysOverdue.oldest ?? 0] }))}
      write={(days) => texts.days(formatNumber(days))}
    />
  );
}

export function PartsChart({ report: { parts, scope } }: { readonly report: Report }) {
  const counted = parts.filter(({ open, closed }) => open + closed > 0);
  if (counted.length === 0) return null;
  const overdue = counted.reduce((so, part) => so + part.overdue, 0);
  return (
    <BarChart
      id="bagian"
      title={sections.parts[scope.kind]}
      description={`${formatNumber(counted.length)} dari ${formatNumber(parts.length)} memiliki komitmen; ${formatNumber(overdue)} komitmen lewat tenggat. Angkanya ada dalam tabel di bawah.`}
      series={[
        { name: measures.overdue, tone: 'late' },
        { name: 'Terbuka, belum lewat tenggat', tone: 'calm' },
        { name: measures.closed, tone: 'done' },
      ]}
      rows={counted.map((part) => ({
        label: part.name,
        values: [part.overdue, part.open - part.overdue, part.closed],
      }))}
      write={formatNumber}
    />
  );
}
