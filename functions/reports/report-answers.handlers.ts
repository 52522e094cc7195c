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
import { ReportPage, type Served } from './page/report.pages.tsx';
import { reportTexts as texts } from './page/report.texts.ts';
import { reportSheets } from './page/report-sheets.pages.ts';
import { REPORT_STYLE_HASH } from './page/report-style.pages.ts';
import type { Report, ReportFormat } from './report-form.ts';
import type { ReadReport } from './report-reader.service.ts';

/** Whether the client asks for HTML. */
export function isBrowser({ headers }: HttpEvent): boolean {
  return headers.accept?.includes('text/html') ?? false;
}

/** Answers a problem with a page for browsers and with JSON for programs. */
export function reportProblem(problemPage: ProblemAnswer): ProblemAnswer {
  return (problem, requestId, event) =>
    isBrowser(event) ? problemPage(problem, requestId, event) : problemAnswer(problem, requestId);
}

/**
 * Renders a report in a format.
 * @param served to whom
 * @throws TooLargeError the answer exceeds Lambda's limit
 */
export function reportAnswer(
  answers: Pick<PageAnswers, 'html'>,
  found: ReadReport,
  format: ReportFormat,
  served: Served,
): HttpResult {
  const { report } = found;
  switch (format) {
    case 'json':
      return json(200, report);
    case 'html':
      return answers.html(200, ReportPage({ found, served }), REPORT_STYLE_HASH);
    case 'csv':
      return download(nameOf(report), format, csvOfSheets(texts.title(report.scope.name), reportSheets(found)));
    case 'xlsx':
      return download(nameOf(report), format, xlsxOf(reportSheets(found)));
  }
}

function nameOf({ scope, asOf }: Report): string {
  return `laporan-${scope.code === '*' ? 'nasional' : scope.code}-${asOf}`;
}
