import { sessionDependencies } from '../console/session-dependencies.lambda.ts';
import { TableReadingStore } from '../indicators/readings.store.ts';
import { lambdaEnvironment } from '../platform/environment.ts';
import { bearerToken, routesWith } from '../platform/http/authenticated-route.ts';
import { http } from '../platform/http/http-handler.ts';
import { ForumReportReader } from './forum-report-reader.service.ts';
import { OfficeReportReader } from './office-report-reader.service.ts';
import { isBrowser, reportProblem } from './report-answers.handlers.ts';
import { ReportReader } from './report-reader.service.ts';
import { reportHandlers } from './reports.handlers.ts';
import { serveReportsEnvironment } from './serve-reports.environment.ts';
import { TableStatisticsReader } from './statistics/statistics-reader.store.ts';
import { TableStatisticsRepository } from './statistics/statistics-repository.store.ts';
import { TableStatisticsSnapshots } from './statistics/statistics-snapshots.store.ts';

const environment = serveReportsEnvironment.parse(process.env);
const shared = sessionDependencies(environment, lambdaEnvironment.parse(process.env));
const { table, entrance, signIn, actorWith, actorOfSession, answers, problemPage } = shared;
const sources = {
  ...shared,
  statistics: new TableStatisticsReader(
    table,
    new TableStatisticsRepository(table),
    new TableStatisticsSnapshots(table),
  ),
  readings: new TableReadingStore(table),
};
const places = new ReportReader(sources);

/** Serves the reports: to programs with an API token, to people with a console session. */
export const handler = http(
  routesWith(
    {
      loadActor: async (event, now) => {
        const token = bearerToken(event);
        if (token === undefined) return await actorOfSession(event, now);
        const claims = await signIn.claimsOf(token, environment.API_CLIENT_ID);
        return claims === undefined ? undefined : await actorWith(claims, event, now);
      },
      signIn: (event) => (bearerToken(event) === undefined && isBrowser(event) ? entrance.ask(event) : undefined),
    },
    reportHandlers({
      places,
      officeReports: new OfficeReportReader(sources, places),
      forumReports: new ForumReportReader(sources, places),
      offices: shared.offices,
      answers,
    }),
  ),
  reportProblem(problemPage),
);
