import { download } from '../platform/http/download.ts';
import {
  type HttpEvent,
  type HttpResult,
  json,
  type ProblemAnswer,
  problemAnswer,
} from '../platform/http/http-handler.ts';
import type { PageAnswers } from '../platform/pages/page-answers.ts';
import { csvOfSheets } from '../platform/spreadsheets/csv-writer.ts';
import { xlsxOf } from '../platform/spreadsheets/xlsx-writer.ts';
import { ReportPage } from './page/report.pages.tsx';
import { reportTexts as texts } from './page/report.texts.ts';
import { reportSheets } from './page/report-sheets.pages.ts';
import { REPORT_STYLE_HASH } from './page/report-style.pages.ts';
import type { Report, ReportFormat } from './report-form.ts';
import type { ReadReport } from './report-reader.service.ts';

/** Whether a person reads the answer, and not a program. */
export function isBrowser({ headers }: HttpEvent): boolean {
  return headers.accept?.includes('text/html') ?? false;
}

/** A problem as a page for browsers, and as JSON for programs. */
export function reportProblem(answers: Pick<PageAnswers, 'problem'>): ProblemAnswer {
  return (problem, requestId, event) =>
    isBrowser(event) ? answers.problem(problem, requestId, event) : problemAnswer(problem, requestId);
}

/**
 * A report in a format.
 * @param path address at which it was requested
 * @throws TooLargeError it is larger than Lambda can answer
 */
export function reportAnswer(
  answers: Pick<PageAnswers, 'html'>,
  found: ReadReport,
  format: ReportFormat,
  path: string,
): HttpResult {
  const { report } = found;
  switch (format) {
    case 'json':
      return json(200, report);
    case 'html':
      return answers.html(200, ReportPage({ found, path }), REPORT_STYLE_HASH);
    case 'csv':
      return download(nameOf(report), format, csvOfSheets(texts.title(report.scope.name), reportSheets(found)));
    case 'xlsx':
      return download(nameOf(report), format, xlsxOf(reportSheets(found)));
  }
}

function nameOf({ scope, asOf }: Report): string {
  return `laporan-${scope.code === '*' ? 'nasional' : scope.code}-${asOf}`;
}
