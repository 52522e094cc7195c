import { TableCalendarStore } from '../adapters/calendar-store.ts';
import { TableReadingStore } from '../adapters/reading-store.ts';
import { TableTallyLedger } from '../adapters/tally-ledger.ts';
import { TableTallySnapshots } from '../adapters/tally-snapshots.ts';
import { TableTallyStore } from '../adapters/tally-store.ts';
import { services as visited } from './console-services.ts';
import { environments } from './environments.ts';
import { ForumReportReader } from './forum-report-reader.ts';
import { OfficeReportReader } from './office-report-reader.ts';
import { ReportReader } from './report-reader.ts';

const { table, forums, offices, commitments } = visited;

/** The client of the user pool that programs sign in with. */
export const { API_CLIENT_ID: apiClientId } = environments.serveReports.parse(process.env);

const tallies = new TableTallyStore(table, new TableTallyLedger(table), new TableTallySnapshots(table));

const sources = {
  table,
  tallies,
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
