import type { Actor } from '../people/actors.ts';
import { authenticated } from '../people/authenticated.handlers.ts';
import type { AuthenticatedRequest } from '../platform/http/authenticated-route.ts';
import type { PageAnswers } from '../platform/pages/page-answers.ts';
import { NATIONWIDE } from '../regions/places.ts';
import type { ForumReportReader } from './forum-report-reader.service.ts';
import type { OfficeReportReader } from './office-report-reader.service.ts';
import { isBrowser, reportAnswer } from './report-answers.handlers.ts';
import { kedeputianPlace, regionalPlace } from './report-places.ts';
import type { Asked, ReadReport, ReportReader } from './report-reader.service.ts';
import { reportRoutes } from './reports.routes.ts';

/** What {@link reportHandlers} work with. */
interface ReportHandlerDeps {
  readonly places: Pick<ReportReader, 'ofPlace'>;
  readonly officeReports: Pick<OfficeReportReader, 'ofOffice'>;
  readonly forumReports: Pick<ForumReportReader, 'ofForum'>;
  readonly answers: Pick<PageAnswers, 'html'>;
}

type ReportRoute = (typeof reportRoutes)[keyof typeof reportRoutes];

/** Answers {@link reportRoutes} in the requested format; by default with a page for browsers, and JSON for programs. */
export const reportHandlers = ({ places, officeReports, forumReports, answers }: ReportHandlerDeps) => {
  const report = <Row extends ReportRoute>(
    route: Row,
    read: (params: AuthenticatedRequest<Row, Actor>['params'], asked: Asked) => Promise<ReadReport>,
  ) =>
    authenticated(route, async ({ params, query, actor, now, event }) => {
      const found = await read(params, { asOf: query.asOf, scope: actor.scope, now });
      const format = query.format ?? (isBrowser(event) ? 'html' : 'json');
      return reportAnswer(answers, found, format, event.rawPath);
    });
  return [
    report(reportRoutes.reportNation, (_, asked) => places.ofPlace(NATIONWIDE, asked)),
    report(reportRoutes.reportRegion, ({ region }, asked) => places.ofPlace(regionalPlace(region), asked)),
    report(reportRoutes.reportKedeputian, ({ kedeputian }, asked) =>
      places.ofPlace(kedeputianPlace(kedeputian), asked),
    ),
    report(reportRoutes.reportOffice, ({ officeId }, asked) => officeReports.ofOffice(officeId, asked)),
    report(reportRoutes.reportForum, ({ forumId }, asked) => forumReports.ofForum(forumId, asked)),
  ];
};
