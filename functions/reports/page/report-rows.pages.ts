import { STAGE_NAMES } from '../../commitments/stages.ts';
import type { Cell } from '../../platform/values/cells.ts';
import type { FollowUp, Report } from '../report-form.ts';
import { HEADLINE_MEASURES, PUNCTUALITY_MEASURES, RESOLUTION_MEASURES } from '../statistics/measure-table.ts';
import { reportTexts as texts } from './report.texts.ts';
import { numbers } from './report-numbers.pages.ts';

/** A measure of the headline: what it is called, and its number; undefined where there is none. */
export type Measure = readonly [label: string, value: number | undefined];

const { measures } = texts;

/** Where everything stands, by stage. */
export function stageMeasures({ byStage }: Report): readonly Measure[] {
  return STAGE_NAMES.map((stage) => [measures.at(texts.stages[stage]), byStage[stage]]);
}

/** The numbers at the head of a report, in the order in which they are read. */
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

/** For how many days commitments stayed in each stage. */
export function medianMeasures({ medianDaysInStage: medians }: Report): readonly Measure[] {
  return STAGE_NAMES.flatMap((stage): Measure[] =>
    stage === 'closed' ? [] : [[measures.medianIn(texts.stages[stage]), medians[stage]]],
  );
}

/** The stages at the ends of months, one row each; a dash where they are not known yet. */
export function stagesByMonth({ trend }: Report): readonly (readonly [month: string, ...(number | undefined)[]])[] {
  return trend.map(({ month, byStage }) => [month, ...STAGE_NAMES.map((stage) => byStage?.[stage])]);
}

/** How what was closed ended. */
export function closedMeasures({ closed }: Report): readonly Measure[] {
  return RESOLUTION_MEASURES.map((name) => [capital(texts.resolutions[name]), closed[name]]);
}

/** Whether what was closed after a verification had come in time. */
export function punctualityMeasures({ closed }: Report): readonly Measure[] {
  return PUNCTUALITY_MEASURES.map((name) => [measures[name], closed[name]]);
}

/** Closed as fulfilled, of what was closed after it was judged: per cent, to one place; undefined where nothing was. */
export function fulfilledPercent({
  closed: { fulfilled, partlyFulfilled, cannotBeFulfilled },
}: Pick<Report, 'closed'>) {
  const judged = fulfilled + partlyFulfilled + cannotBeFulfilled;
  return judged === 0 ? undefined : Math.round((1000 * fulfilled) / judged) / 10;
}

const COMPARATORS = { '<=': '≤', '>=': '≥', '=': '=' } as const;

/** How a commitment is to be seen to be kept, in a line. */
export function criterionOf({ criterion }: FollowUp): string | undefined {
  if (criterion === undefined) return undefined;
  const { evidence, target } = criterion;
  const measured = target && `${COMPARATORS[target.comparator]} ${numbers(target.value)} ${target.unit.id}`;
  return [evidence?.id, measured].filter((part) => part !== undefined).join('; ') || undefined;
}

/** How a commitment ended, or what its verifier found. */
export function outcomeOf({ resolution, finding }: FollowUp): string | undefined {
  if (resolution !== undefined) return texts.resolutions[resolution];
  return finding === undefined ? undefined : texts.findings[finding];
}

/** A text that begins a line. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * A code in a cell: that of a kabupaten or kota with its name, for alone Excel in Indonesia takes it for a time of day
 * (infra/decisions/0017).
 */
export function codeCell({ code, name }: { readonly code: string; readonly name: string }): string {
  return /^\d\d\.\d\d$/.test(code) ? `${code} ${name}` : code;
}

/** A day in a cell, where there is one. */
export function dayCell(day: string | undefined): Cell {
  return day === undefined ? undefined : { day };
}
