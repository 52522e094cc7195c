import { commitmentPages } from './console/commitment-pages.tsx';
import { keptReportPages } from './console/kept-report-pages.ts';
import { problemPage } from './console/page-server.ts';
import { sessionPages } from './console/session-pages.ts';
import { http } from './runtime/http.ts';

/** The pages for people, server-rendered and read-only: where a letter's links lead. */
export const handler = http([...commitmentPages, ...keptReportPages, ...sessionPages], problemPage);
