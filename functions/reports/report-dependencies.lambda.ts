import { TableCalendarStore } from '../calendar/calendar.store.ts';
import { services as visited } from '../console/console-dependencies.lambda.ts';
import { TableReadingStore } from '../indicators/readings.store.ts';
import { environments } from '../platform/environments.ts';
import { ForumReportReader } from './forum-report-reader.service.ts';
import { OfficeReportReader } from './office-report-reader.service.ts';
import { ReportReader } from './report-reader.service.ts';
import { TableStatisticsReader } from './statistics/statistics-reader.store.ts';
import { TableStatisticsRepository } from './statistics/statistics-repository.store.ts';
import { TableStatisticsSnapshots } from './statistics/statistics-snapshots.store.ts';

const { table, forums, offices, commitments } = visited;

/** The client of the user pool that programs sign in with. */
export const { API_CLIENT_ID: apiClientId } = environments.serveReports.parse(process.env);

const statistics = new TableStatisticsReader(
  table,
  new TableStatisticsRepository(table),
  new TableStatisticsSnapshots(table),
);

const sources = {
  table,
  statistics,
  offices,
  forums,
  commitments,
  readings: new TableReadingStore(table),
  calendars: new TableCalendarStore(table, () => Date.now()),
};
const places = new ReportReader(sources);

/** The reports, read by the same means as the pages of the console. */
export const reports = {
  places,
  offices: new OfficeReportReader(sources, places),
  forums: new ForumReportReader(sources, places),
} as const;
