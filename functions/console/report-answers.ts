import type { ReportFormat } from '../domain/report-form.ts';
import { type HttpResult, json } from '../runtime/http.ts';
import type { ReadReport } from '../runtime/report-reader.ts';

/** A report in a format. */
export function reportAnswer({ report }: ReadReport, _format: ReportFormat, _path: string): HttpResult {
  return json(200, report);
}
