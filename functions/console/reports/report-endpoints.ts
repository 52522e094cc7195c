import { ROUTES } from '../../api/routes.ts';
import { NATIONWIDE } from '../../domain/places.ts';
import { kedeputianPlace, regionalPlace } from '../../domain/report-places.ts';
import { reports } from '../../runtime/report-services.ts';
import { type ReportRequest, reportEndpoint } from './report-door.ts';

const { places, offices, forums } = reports;
const askedBy = ({ query, actor, now }: ReportRequest) => ({ asOf: query.asOf, scope: actor.scope, now });

/** The routes of the reports. */
export const reportEndpoints = [
  reportEndpoint(ROUTES.reportNation, (request) => places.ofPlace(NATIONWIDE, askedBy(request))),
  reportEndpoint(ROUTES.reportRegion, (request) =>
    places.ofPlace(regionalPlace(request.id('region')), askedBy(request)),
  ),
  reportEndpoint(ROUTES.reportKedeputian, (request) =>
    places.ofPlace(kedeputianPlace(request.id('kedeputian')), askedBy(request)),
  ),
  reportEndpoint(ROUTES.reportOffice, (request) => offices.ofOffice(request.id('officeId'), askedBy(request))),
  reportEndpoint(ROUTES.reportForum, (request) => forums.ofForum(request.id('forumId'), askedBy(request))),
];
