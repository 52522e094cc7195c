import { momentInWords } from '../../calendar/moments.texts.ts';
import { CATEGORY_NAMES } from '../../commitments/category-names.ts';
import { STAGE_NAMES } from '../../commitments/stages.ts';
import { INDICATORS } from '../../indicators/indicators.ts';
import { sourceLine } from '../../indicators/readings.ts';
import type { Cell, Sheet } from '../../platform/values/cells.ts';
import type { FollowUp, Group, Report } from '../report-form.ts';
import type { ReadReport } from '../report-reader.service.ts';
import type { Names } from '../reports.ts';
import { GROUP_MEASURES } from '../statistics/measure-table.ts';
import { reportTexts as texts } from './report.texts.ts';
import {
  capitalized,
  closedMeasures,
  codeCell,
  criterionOf,
  dayCell,
  headlineMeasures,
  medianMeasures,
  outcomeOf,
  punctualityMeasures,
  stageMeasures,
  stagesByMonth,
} from './report-rows.pages.ts';
import { conditionInWords, uhcRows } from './uhc-words.pages.ts';

const { columns, measures, sections } = texts;

/** A report as tables of typed cells, without empty tables. */
export function reportSheets({ report, names, timeZone }: ReadReport): readonly Sheet[] {
  const { kind } = report.scope;
  const sheets = [
    headline(report, timeZone),
    groups(sections.offices, report.byOffice),
    groups(sections.themes, report.byCategory),
    groups(sections.forums, report.byForum),
    table(
      texts.sections.parts[kind],
      [columns.code, columns.name, measures.open, measures.overdue, measures.closed],
      report.parts.map((of) => [codeCell(of), of.name, of.open, of.overdue, of.closed]),
    ),
    table(
      sections.trend,
      [columns.month, measures.raisedIn, measures.closed, measures.overdueAtEnd],
      report.trend.map(({ month, raised, closed, overdue }) => [month, raised, closed, overdue]),
    ),
    table(
      sections.stagesByMonth,
      [columns.month, ...STAGE_NAMES.map((stage) => capitalized(texts.stages[stage]))],
      stagesByMonth(report),
    ),
    table(
      sections.recurring,
      [columns.code, columns.theme, columns.recurring],
      report.recurring.map(({ code, name, commitments }) => [code, name, commitments]),
    ),
    followUps(sections.matrix, report.matrix ?? [], names),
    followUps(sections.carriedOver, report.carriedOver?.rows ?? [], names),
    indicators(report),
    table(
      sections.uhc,
      [columns.tier, columns.condition, columns.value, columns.met, columns.people, columns.source],
      uhcRows(report.uhc).map(({ tier, condition, source }) => [
        tier,
        conditionInWords(condition),
        condition.share,
        condition.isWaived ? texts.waived : met(condition.met),
        condition.people,
        source,
      ]),
    ),
    table(sections.definitions, [columns.measure, columns.definition], texts.definitions),
  ];
  return sheets.filter(({ rows }) => rows.length > 0);
}

interface Table extends Sheet {
  readonly rows: readonly (readonly Cell[])[];
}

function table(name: string, heading: readonly string[], rows: Table['rows']): Table {
  return { name, heading, rows };
}

const met = (isMet: boolean | undefined) => (isMet === undefined ? texts.unknown : isMet ? texts.yes : texts.no);

function headline(report: Report, timeZone: string): Table {
  const { dataAt, sinceLastForum } = report;
  return table(
    sections.headline,
    [columns.measure, columns.value],
    [
      [texts.kinds[report.scope.kind], report.scope.name],
      [columns.code, codeCell(report.scope)],
      [texts.asOf, { day: report.asOf }],
      [texts.dataAt, dataAt === undefined ? texts.noData : momentInWords(dataAt, timeZone, 'id')],
      ...(sinceLastForum === undefined
        ? []
        : [
            [texts.lastForum, sinceLastForum.name],
            [texts.lastForumOn, { day: sinceLastForum.on }],
          ]),
      ...headlineMeasures(report),
      ...stageMeasures(report),
      ...medianMeasures(report),
      ...closedMeasures(report),
      ...punctualityMeasures(report),
    ],
  );
}

function groups(name: string, rows: readonly Group[]): Table {
  const heading = [
    columns.code,
    columns.name,
    measures.open,
    measures.overdue,
    measures.dueSoon,
    columns.oldest,
    columns.median,
    measures.closed,
    ...GROUP_MEASURES.map((name) => texts.groupColumns[name]),
  ];
  return table(
    name,
    heading,
    rows.map((of) => [
      of.code,
      of.name,
      of.open,
      of.overdue,
      of.dueSoon,
      of.daysOverdue.oldest,
      of.daysOverdue.median,
      of.closed,
      ...GROUP_MEASURES.map((name) => of[name]),
    ]),
  );
}

function followUps(name: string, rows: readonly FollowUp[], names: Names): Table {
  const office = (id: string | undefined) => id && (names.offices.get(id) ?? id);
  const heading = [
    columns.number,
    columns.code,
    columns.forum,
    columns.commitment,
    columns.theme,
    columns.owner,
    columns.coOwners,
    columns.verifier,
    columns.criterion,
    columns.due,
    columns.firstDue,
    columns.extensions,
    columns.stage,
    columns.turn,
    columns.daysOverdue,
    columns.outcome,
    columns.closedOn,
  ];
  return table(
    name,
    heading,
    rows.map((of, index) => [
      index + 1,
      of.commitmentId,
      names.forums.get(of.forumId) ?? of.forumId,
      of.statement.id,
      CATEGORY_NAMES[of.category]?.id ?? of.category,
      office(of.ownerOffice),
      of.coOwners.map(office).join('; ') || undefined,
      office(of.verifierOffice),
      criterionOf(of),
      dayCell(of.due?.on),
      dayCell(of.due?.first),
      of.due?.extensions,
      texts.stages[of.stage],
      office(of.turn?.office),
      of.daysOverdue,
      outcomeOf(of),
      dayCell(of.closedOn),
    ]),
  );
}

function indicators(report: Report): Table {
  const heading = [
    columns.indicator,
    columns.value,
    columns.unit,
    columns.asOf,
    columns.status,
    columns.source,
    columns.note,
  ];
  return table(
    sections.indicators,
    heading,
    report.indicators.map((of) => [
      INDICATORS.find(({ code }) => code === of.indicator)?.name.id ?? of.indicator,
      of.comparator === undefined || of.comparator === '='
        ? (of.value ?? (of.trend && texts.trends[of.trend]))
        : `${of.comparator} ${of.value}`,
      of.unit && texts.units[of.unit],
      { day: of.asOf },
      texts.statuses[of.status],
      sourceLine(of.source),
      of.note,
    ]),
  );
}
