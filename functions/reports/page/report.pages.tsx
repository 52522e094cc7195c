import { momentInWords } from '../../calendar/moments.texts.ts';
import { STAGE_NAMES } from '../../commitments/stages.ts';
import { PageFrame, type Reader } from '../../platform/pages/page-frame.tsx';
import { dayInWords } from '../../platform/values/local-date.ts';
import { oneLine } from '../../platform/values/short-text.ts';
import type { Group, Report } from '../report-form.ts';
import type { ReadReport } from '../report-reader.service.ts';
import { OverdueDays, Parts, StagesByMonth, Trend } from './chart-sections.pages.tsx';
import { IndicatorSection } from './indicator-section.pages.tsx';
import { FollowUpTable, MatrixSection } from './matrix-section.pages.tsx';
import { reportTexts as texts } from './report.texts.ts';
import { TimelinessChart, timelinessRows } from './report-charts.pages.tsx';
import { formatNumber } from './report-numbers.pages.ts';
import { capitalized, closedMeasures, headlineMeasures, punctualityMeasures } from './report-rows.pages.ts';
import { REPORT_STYLE } from './report-style.pages.ts';
import { DataTable } from './report-tables.pages.tsx';

const { columns, measures, sections } = texts;

export interface Served {
  /** The request's path. */
  readonly path: string;
  readonly person: Reader['person'];
}

interface Props {
  readonly found: ReadReport;
  /** To whom it is served. A stored monthly report is for everybody: no name, no form, no links to other formats. */
  readonly served?: Served;
}

/** A report as a page, for screens and print. */
export function ReportPage({ found, served }: Props) {
  const { report, names, forum } = found;
  const title = texts.title(oneLine(report.scope.name));
  const { matrix = [], carriedOver } = report;
  return (
    <PageFrame title={title} reader={{ language: 'id', person: served?.person }} style={REPORT_STYLE}>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      <Times found={found} />
      {served === undefined ? <p>{texts.stored}</p> : <Tools report={report} path={served.path} />}
      <h2>{sections.headline}</h2>
      <Headline report={report} />
      <Stages report={report} />
      <h2>{sections.timeliness}</h2>
      <div class="pair">
        <TimelinessChart report={report} />
        <DataTable
          caption={sections.timeliness}
          heading={[columns.measure, columns.value]}
          rows={[
            ...timelinessRows(report).map(([label, count]) => [label, count]),
            ...punctualityMeasures(report).slice(-2),
          ]}
        />
      </div>
      <StagesByMonth report={report} />
      <Trend report={report} />
      {report.notCounted.includes('trend') && <p>{texts.tooManyCommitments}</p>}
      <OverdueDays report={report} />
      {report.scope.kind !== 'office' && <Groups title={sections.offices} rows={report.byOffice} />}
      <Groups title={sections.themes} rows={report.byCategory} />
      <Recurring report={report} />
      {(report.scope.kind === 'region' || report.scope.kind === 'office') && (
        <Groups title={sections.forums} rows={report.byForum} />
      )}
      {report.scope.kind !== 'region' && report.scope.kind !== 'forum' && <Parts report={report} />}
      {isCountedByRegion(report) && <p>{texts.countedByRegion}</p>}
      <IndicatorSection report={report} />
      {carriedOver !== undefined && (
        <section>
          <h2>{sections.carriedOver}</h2>
          {carriedOver.total === 0 && <p>{texts.none}</p>}
          {carriedOver.rows.length > 0 && (
            <FollowUpTable caption={sections.carriedOver} rows={carriedOver.rows} names={names} />
          )}
          {carriedOver.total > carriedOver.rows.length && (
            <p>{texts.more(formatNumber(carriedOver.total - carriedOver.rows.length))}</p>
          )}
        </section>
      )}
      {forum !== undefined && <MatrixSection rows={matrix} forum={forum} names={names} />}
      <h2>{sections.definitions}</h2>
      <dl>
        {texts.definitions.flatMap(([term, meaning]) => [<dt key={term}>{term}</dt>, <dd key={meaning}>{meaning}</dd>])}
      </dl>
    </PageFrame>
  );
}

function Times({ found: { report, timeZone } }: { readonly found: ReadReport }) {
  const { asOf, dataAt } = report;
  return (
    <p>
      {texts.asOf} <strong>{dayInWords(asOf)}</strong>. {texts.dataAt}{' '}
      {dataAt === undefined ? texts.noData : <time dateTime={dataAt}>{momentInWords(dataAt, timeZone, 'id')}</time>}.
    </p>
  );
}

function Tools({ report: { asOf }, path }: { readonly report: Report; readonly path: string }) {
  const address = (format: string) => `${path}?${new URLSearchParams({ asOf, format })}`;
  return (
    <div class="tools">
      <form action={path}>
        <div>
          <label for="asOf">{texts.chooseDay}</label>
          <input id="asOf" type="date" name="asOf" value={asOf} />
        </div>
        <input type="hidden" name="format" value="html" />
        <button type="submit">{texts.show}</button>
      </form>
      <a href={address('csv')}>{texts.download.csv}</a>
      <a href={address('xlsx')}>{texts.download.xlsx}</a>
      <a href={address('json')}>{texts.download.json}</a>
    </div>
  );
}

function Headline({ report }: { readonly report: Report }) {
  const { sinceLastForum } = report;
  return (
    <>
      <ul class="headline">
        {headlineMeasures(report).map(([label, value]) => (
          <li key={label} class={label === measures.overdue && report.overdue > 0 ? 'late' : undefined}>
            <strong>{value === undefined ? '–' : formatNumber(value)}</strong> {label}
          </li>
        ))}
      </ul>
      {sinceLastForum !== undefined && (
        <p class="who">
          <bdi>{texts.since(oneLine(sinceLastForum.name), dayInWords(sinceLastForum.on))}</bdi>
        </p>
      )}
    </>
  );
}

function Stages({ report }: { readonly report: Report }) {
  return (
    <div class="pair">
      <DataTable
        caption={sections.stages}
        heading={[columns.stage, columns.value, columns.median]}
        rows={STAGE_NAMES.map((stage) => [
          capitalized(texts.stages[stage]),
          report.byStage[stage],
          stage === 'closed' ? undefined : report.medianDaysInStage[stage],
        ])}
        isTitled={false}
      />
      <DataTable
        caption={sections.closed}
        heading={[columns.measure, columns.value]}
        rows={closedMeasures(report)}
        isTitled={false}
      />
    </div>
  );
}

const isCountedByRegion = ({ notCounted }: Report) => notCounted.includes('byOffice') && !notCounted.includes('trend');

function Groups({ title, rows }: { readonly title: string; readonly rows: readonly Group[] }) {
  if (rows.length === 0) return null;
  const heading = [
    columns.name,
    measures.open,
    measures.overdue,
    measures.dueSoon,
    measures.closed,
    capitalized(texts.resolutions.fulfilled),
  ];
  return (
    <>
      <h2>{title}</h2>
      <DataTable
        caption={title}
        heading={heading}
        rows={rows.map((of) => [of.name, of.open, of.overdue, of.dueSoon, of.closed, of.fulfilled])}
        isWide
      />
    </>
  );
}

function Recurring({ report: { recurring } }: { readonly report: Report }) {
  if (recurring.length === 0) return null;
  return (
    <>
      <h2>{sections.recurring}</h2>
      <DataTable
        caption={sections.recurring}
        heading={[columns.theme, columns.recurring]}
        rows={recurring.map(({ name, commitments }) => [name, commitments])}
      />
    </>
  );
}
