import { STAGE_NAMES } from '../../commitments/stages.ts';
import type { Cell } from '../../platform/values/cells.ts';
import type { FollowUp, Report } from '../report-form.ts';
import { HEADLINE_MEASURES, PUNCTUALITY_MEASURES, RESOLUTION_MEASURES } from '../statistics/measure-table.ts';
import { reportTexts as texts } from './report.texts.ts';
import { formatNumber } from './report-numbers.pages.ts';

/** A labelled number; undefined if unknown. */
export type Measure = readonly [label: string, value: number | undefined];

const { measures } = texts;

export function stageMeasures({ byStage }: Report): readonly Measure[] {
  return STAGE_NAMES.map((stage) => [measures.at(texts.stages[stage]), byStage[stage]]);
}

/** The numbers at the top of a report, in display order. */
export function headlineMeasures(report: Report): readonly Measure[] {
  const { daysOverdue, sinceLastForum } = report;
  return [
    [measures.open, report.open],
    [measures.overdue, report.overdue],
    [measures.dueSoon, report.dueSoon],
    [measures.lateTurns, report.lateTurns],
    [measures.closed, report.closed.total],
    [measures.fulfilledShare, fulfilledPercent(report)],
    [measures.oldestOverdue, daysOverdue.oldest],
    [measures.medianOverdue, daysOverdue.median],
    ...HEADLINE_MEASURES.map((name) => [measures[name], report[name]] as const),
    ...(sinceLastForum === undefined
      ? []
      : [
          [measures.sinceRaised, sinceLastForum.raised] as const,
          [measures.sinceClosed, sinceLastForum.closed] as const,
        ]),
  ];
}

export function medianMeasures({ medianDaysInStage: medians }: Report): readonly Measure[] {
  return STAGE_NAMES.flatMap((stage): Measure[] =>
    stage === 'closed' ? [] : [[measures.medianIn(texts.stages[stage]), medians[stage]]],
  );
}

/** One row for each month; undefined where the stages are not known yet. */
export function stagesByMonth({ trend }: Report): readonly (readonly [month: string, ...(number | undefined)[]])[] {
  return trend.map(({ month, byStage }) => [month, ...STAGE_NAMES.map((stage) => byStage?.[stage])]);
}

export function closedMeasures({ closed }: Report): readonly Measure[] {
  return RESOLUTION_MEASURES.map((name) => [capitalized(texts.resolutions[name]), closed[name]]);
}

export function punctualityMeasures({ closed }: Report): readonly Measure[] {
  return PUNCTUALITY_MEASURES.map((name) => [measures[name], closed[name]]);
}

/** Fulfilled, as a percentage of the commitments closed after a judgement, to one decimal; undefined without any. */
export function fulfilledPercent({
  closed: { fulfilled, partlyFulfilled, cannotBeFulfilled },
}: Pick<Report, 'closed'>) {
  const judged = fulfilled + partlyFulfilled + cannotBeFulfilled;
  return judged === 0 ? undefined : Math.round((1000 * fulfilled) / judged) / 10;
}

const COMPARATORS = { '<=': '≤', '>=': '≥', '=': '=' } as const;

/** The criterion on one line. */
export function criterionOf({ criterion }: FollowUp): string | undefined {
  if (criterion === undefined) return undefined;
  const { evidence, target } = criterion;
  const measured = target && `${COMPARATORS[target.comparator]} ${formatNumber(target.value)} ${target.unit.id}`;
  return [evidence?.id, measured].filter((part) => part !== undefined).join('; ') || undefined;
}

/** The resolution, or while it is open the finding. */
export function outcomeOf({ resolution, finding }: FollowUp): string | undefined {
  if (resolution !== undefined) return texts.resolutions[resolution];
  return finding === undefined ? undefined : texts.findings[finding];
}

/** A text with a capital first letter. */
export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * A code in a cell. That of a kabupaten or kota includes its name, because Excel with Indonesian settings reads a bare
 * one as a time of day (infra/decisions/0017).
 */
export function codeCell({ code, name }: { readonly code: string; readonly name: string }): string {
  return /^\d\d\.\d\d$/.test(code) ? `${code} ${name}` : code;
}

export function dayCell(day: string | undefined): Cell {
  return day === undefined ? undefined : { day };
}
