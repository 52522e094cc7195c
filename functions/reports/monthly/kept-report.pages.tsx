import { renderToString } from 'preact-render-to-string';
import { ReportPage } from '../page/report.pages.tsx';
import type { ReadReport } from '../report-reader.service.ts';

/** Renders the monthly report of a region as a self-contained page without links to other formats. */
export function renderStoredReport(found: ReadReport): string {
  return `<!doctype html>${renderToString(<ReportPage found={found} />)}`;
}
