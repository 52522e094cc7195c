import { createHash } from 'node:crypto';
import { PAGES } from '../../console/console.routes.ts';
import { authenticated } from '../../people/authenticated.handlers.ts';
import type { PageAnswers } from '../../platform/pages/page-answers.ts';
import { NotFoundError } from '../../platform/values/errors.ts';
import { month } from '../../platform/values/months.ts';
import { covers } from '../../regions/scope.ts';
import type { ReportPages } from './report-files.client.ts';

interface StoredReportDeps {
  readonly reportPages: ReportPages;
  readonly answers: Pick<PageAnswers, 'written'>;
}

const REGION = /^\d\d\.\d\d$/;

/** Serves the stored monthly reports of regions. */
export const storedReportPages = ({ reportPages, answers }: StoredReportDeps) => ({
  showReport: authenticated(PAGES.showReport, async ({ actor, params: { region, month: of } }) => {
    const isKnown = REGION.test(region) && month.safeParse(of).success && covers(actor.scope, region);
    const html = isKnown ? await reportPages.page(region, of) : undefined;
    if (html === undefined) throw new NotFoundError('Laporan tidak ditemukan.');
    return answers.written(html, styleHashOf(html));
  }),
});

/** The hash of the style in a stored page, which may come from an earlier release. */
function styleHashOf(html: string): string {
  const style = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? '';
  return `sha256-${createHash('sha256').update(style).digest('base64')}`;
}
