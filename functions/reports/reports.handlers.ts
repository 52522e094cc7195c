import type { OfficeStore } from '../offices/offices.store.ts';
import { authenticated } from '../people/authenticated.handlers.ts';
import type { SignedIn } from '../people/load-actor.service.ts';
import { readerOf } from '../people/page-reader.pages.ts';
import type { AuthenticatedRequest } from '../platform/http/authenticated-route.ts';
import type { PageAnswers } from '../platform/pages/page-answers.ts';
import { NATIONWIDE } from '../regions/places.ts';
import type { ForumReportReader } from './forum-report-reader.service.ts';
import type { OfficeReportReader } from './office-report-reader.service.ts';
import { isBrowser, reportAnswer } from './report-answers.handlers.ts';
import { kedeputianPlace, regionalPlace } from './report-places.ts';
import type { ReadReport, ReportReader, ReportRequest } from './report-reader.service.ts';
import { reportRoutes } from './reports.routes.ts';

interface ReportHandlerDeps {
  readonly places: Pick<ReportReader, 'ofPlace'>;
  readonly officeReports: Pick<OfficeReportReader, 'ofOffice'>;
  readonly forumReports: Pick<ForumReportReader, 'ofForum'>;
  readonly offices: Pick<OfficeStore, 'getMany'>;
  readonly answers: Pick<PageAnswers, 'html'>;
}

type ReportRoute = (typeof reportRoutes)[keyof typeof reportRoutes];

/** Answers {@link reportRoutes} in the requested format; by default HTML for browsers and JSON for programs. */
export const reportHandlers = ({ places, officeReports, forumReports, offices, answers }: ReportHandlerDeps) => {
  const report = <Row extends ReportRoute>(
    route: Row,
    read: (params: AuthenticatedRequest<Row, SignedIn>['params'], request: ReportRequest) => Promise<ReadReport>,
  ) =>
    authenticated(route, async ({ params, query, actor, now, event }) => {
      const found = await read(params, { asOf: query.asOf, scope: actor.scope, now });
      const format = query.format ?? (isBrowser(event) ? 'html' : 'json');
      // The offices held are in the cache: the actor was made of them.
      const { person } = readerOf(actor, await offices.getMany(actor.offices));
      return reportAnswer(answers, found, format, { path: event.rawPath, person });
    });
  return [
    report(reportRoutes.reportNation, (_, request) => places.ofPlace(NATIONWIDE, request)),
    report(reportRoutes.reportRegion, ({ region }, request) => places.ofPlace(regionalPlace(region), request)),
    report(reportRoutes.reportKedeputian, ({ kedeputian }, request) =>
      places.ofPlace(kedeputianPlace(kedeputian), request),
    ),
    report(reportRoutes.reportOffice, ({ officeId }, request) => officeReports.ofOffice(officeId, request)),
    report(reportRoutes.reportForum, ({ forumId }, request) => forumReports.ofForum(forumId, request)),
  ];
};
