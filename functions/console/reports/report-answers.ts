import { csvOfSheets } from '../../adapters/csv-writer.ts';
import { xlsxOf } from '../../adapters/xlsx-writer.ts';
import type { Report, ReportFormat } from '../../domain/report-form.ts';
import { download } from '../../runtime/downloads.ts';
import { type HttpResult, json } from '../../runtime/http.ts';
import type { ReadReport } from '../../runtime/report-reader.ts';
import { html } from '../page-server.ts';
import { ReportPage } from './report-page.tsx';
import { reportSheets } from './report-sheets.ts';
import { REPORT_STYLE_HASH } from './report-style.ts';
import { reportTexts as texts } from './report-texts.ts';

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
