import { NATIONWIDE } from '../regions/places.ts';
import { reports } from './report-dependencies.lambda.ts';
import { type ReportRequest, reportEndpoint } from './report-door.handlers.ts';
import { kedeputianPlace, regionalPlace } from './report-places.ts';
import { REPORT_ROUTES } from './reports.routes.ts';

const { places, offices, forums } = reports;
const askedBy = ({ query, actor, now }: ReportRequest) => ({ asOf: query.asOf, scope: actor.scope, now });

/** The routes of the reports. */
export const reportEndpoints = [
  reportEndpoint(REPORT_ROUTES.reportNation, (request) => places.ofPlace(NATIONWIDE, askedBy(request))),
  reportEndpoint(REPORT_ROUTES.reportRegion, (request) =>
    places.ofPlace(regionalPlace(request.id('region')), askedBy(request)),
  ),
  reportEndpoint(REPORT_ROUTES.reportKedeputian, (request) =>
    places.ofPlace(kedeputianPlace(request.id('kedeputian')), askedBy(request)),
  ),
  reportEndpoint(REPORT_ROUTES.reportOffice, (request) => offices.ofOffice(request.id('officeId'), askedBy(request))),
  reportEndpoint(REPORT_ROUTES.reportForum, (request) => forums.ofForum(request.id('forumId'), askedBy(request))),
];
