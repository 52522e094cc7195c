import { download } from '../platform/http/download.ts';
import { type HttpResult, json } from '../platform/http/http-handler.ts';
import { html } from '../platform/pages/page-answers.ts';
import { csvOfSheets } from '../platform/spreadsheets/csv-writer.ts';
import { xlsxOf } from '../platform/spreadsheets/xlsx-writer.ts';
import { ReportPage } from './page/report.pages.tsx';
import { reportTexts as texts } from './page/report.texts.ts';
import { reportSheets } from './page/report-sheets.pages.ts';
import { REPORT_STYLE_HASH } from './page/report-style.pages.ts';
import type { Report, ReportFormat } from './report-form.ts';
import type { ReadReport } from './report-reader.service.ts';

/**
 * A report in a format.
 * @param path where it was asked for
 * @throws TooLargeError it is larger than can be answered
 */
export function reportAnswer(found: ReadReport, format: ReportFormat, path: string): HttpResult {
  const { report } = found;
  switch (format) {
    case 'json':
      return json(200, report);
    case 'html':
      return html(200, ReportPage({ found, path }), REPORT_STYLE_HASH);
    case 'csv':
      return download(nameOf(report), format, csvOfSheets(texts.title(report.scope.name), reportSheets(found)));
    case 'xlsx':
      return download(nameOf(report), format, xlsxOf(reportSheets(found)));
  }
}

function nameOf({ scope, asOf }: Report): string {
  return `laporan-${scope.code === '*' ? 'nasional' : scope.code}-${asOf}`;
}
