import { commitmentPages } from '../commitments/page/commitments.pages.tsx';
import { http } from '../platform/http/http-handler.ts';
import { problemPage } from '../platform/pages/page-answers.ts';
import { keptReportPages } from '../reports/monthly/kept-reports.pages.ts';
import { sessionPages } from './session.pages.ts';

/** The pages for people, server-rendered and read-only: where a letter's links lead. */
export const handler = http([...commitmentPages, ...keptReportPages, ...sessionPages], problemPage);
