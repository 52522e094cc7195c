import { renderToString } from 'preact-render-to-string';
import { ReportPage } from '../page/report.pages.tsx';
import type { ReadReport } from '../report-reader.service.ts';

/** The report of a region as it is kept: a page that needs nothing else, and leads to no other of its formats. */
export function renderKeptReport(found: ReadReport): string {
  return `<!doctype html>${renderToString(<ReportPage found={found} />)}`;
}
