import { csvOfSheets } from '../../adapters/csv-writer.ts';
import { xlsxOf } from '../../adapters/xlsx-writer.ts';
import { REPORT_TYPES, type Report, type ReportFormat } from '../../domain/report-form.ts';
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
 */
export function reportAnswer(found: ReadReport, format: ReportFormat, path: string): HttpResult {
  switch (format) {
    case 'json':
      return json(200, found.report);
    case 'html':
      return html(200, ReportPage({ found, path }), REPORT_STYLE_HASH);
    case 'csv':
      return file(found.report, format, csvOfSheets(texts.title(found.report.scope.name), reportSheets(found)));
    case 'xlsx':
      return file(found.report, format, Buffer.from(xlsxOf(reportSheets(found))).toString('base64'));
  }
}

function file({ scope, asOf }: Report, format: 'csv' | 'xlsx', body: string): HttpResult {
  const code = scope.code === '*' ? 'nasional' : scope.code;
  return {
    statusCode: 200,
    headers: {
      'content-type': format === 'csv' ? `${REPORT_TYPES.csv}; charset=utf-8` : REPORT_TYPES.xlsx,
      'content-disposition': `attachment; filename="laporan-${code}-${asOf}.${format}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body,
    isBase64Encoded: format === 'xlsx',
  };
}
