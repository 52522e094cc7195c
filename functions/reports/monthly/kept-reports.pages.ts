import { createHash } from 'node:crypto';
import { PAGES } from '../../console/console.routes.ts';
import { authenticated } from '../../people/authenticated.handlers.ts';
import type { PageAnswers } from '../../platform/pages/page-answers.ts';
import { NotFoundError } from '../../platform/values/errors.ts';
import { month } from '../../platform/values/months.ts';
import { covers } from '../../regions/scope.ts';
import type { ReportPages } from './report-files.client.ts';

/** What {@link keptReportPages} work with. */
interface KeptReportDeps {
  readonly reportPages: ReportPages;
  readonly answers: Pick<PageAnswers, 'written'>;
}

const REGION = /^\d\d\.\d\d$/;

/** The monthly reports of regions, as they were stored. */
export const keptReportPages = ({ reportPages, answers }: KeptReportDeps) => ({
  showReport: authenticated(PAGES.showReport, async ({ actor, params: { region, month: of } }) => {
    const isKnown = REGION.test(region) && month.safeParse(of).success && covers(actor.scope, region);
    const kept = isKnown ? await reportPages.page(region, of) : undefined;
    if (kept === undefined) throw new NotFoundError('Laporan tidak ditemukan.');
    return answers.written(kept, styleHashOf(kept));
  }),
});

/** The hash of the style in a page: of the release that wrote the page, and not of the present one. */
function styleHashOf(html: string): string {
  const style = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? '';
  return `sha256-${createHash('sha256').update(style).digest('base64')}`;
}
