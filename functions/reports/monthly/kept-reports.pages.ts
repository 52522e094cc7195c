import { createHash } from 'node:crypto';
import { PAGES } from '../../console/console.routes.ts';
import { reportPages } from '../../console/kept-report-dependencies.lambda.ts';
import { page, writtenPage } from '../../platform/pages/page-answers.ts';
import { NotFoundError } from '../../platform/values/errors.ts';
import { month } from '../../platform/values/months.ts';
import { covers } from '../../regions/scope.ts';

const REGION = /^\d\d\.\d\d$/;

/** The monthly reports of regions, as they were written. */
export const keptReportPages = [
  page(PAGES.showReport, async ({ actor, id }) => {
    const [region, of] = [id('region'), id('month')];
    const isKnown = REGION.test(region) && month.safeParse(of).success && covers(actor.scope, region);
    const kept = isKnown ? await reportPages.page(region, of) : undefined;
    if (kept === undefined) throw new NotFoundError('Laporan tidak ditemukan.');
    return writtenPage(kept, styleHashOf(kept));
  }),
];

/** The hash of the style that a page carries: that of the release which wrote it, and not of the present one. */
function styleHashOf(html: string): string {
  const style = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? '';
  return `sha256-${createHash('sha256').update(style).digest('base64')}`;
}
