import { ROUTES } from '../api/routes.ts';
import { NATIONWIDE } from '../domain/places.ts';
import { kedeputianPlace, regionalPlace } from '../domain/report-places.ts';
import { json } from '../runtime/http.ts';
import { reports } from '../runtime/report-services.ts';
import { type ReportRequest, reportEndpoint } from './report-door.ts';

const askedBy = ({ query, actor, now }: ReportRequest) => ({ asOf: query.asOf, scope: actor.scope, now });

/** The routes of the reports. */
export const reportEndpoints = [
  reportEndpoint(ROUTES.reportNation, async (request) =>
    json(200, await reports.ofPlace(NATIONWIDE, askedBy(request))),
  ),

  reportEndpoint(ROUTES.reportRegion, async (request) =>
    json(200, await reports.ofPlace(regionalPlace(request.id('region')), askedBy(request))),
  ),

  reportEndpoint(ROUTES.reportKedeputian, async (request) =>
    json(200, await reports.ofPlace(kedeputianPlace(request.id('kedeputian')), askedBy(request))),
  ),
];
