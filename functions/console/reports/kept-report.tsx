import { renderToString } from 'preact-render-to-string';
import type { ReadReport } from '../../runtime/report-reader.ts';
import { ReportPage } from './report-page.tsx';

/** The report of a region as it is kept: a page that needs nothing else, and leads to no other of its formats. */
export function renderKeptReport(found: ReadReport): string {
  return `<!doctype html>${renderToString(<ReportPage found={found} />)}`;
}
