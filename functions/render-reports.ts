import * as z from 'zod/mini';
import { TableCalendarStore } from './adapters/calendar-store.ts';
import { dynamodb } from './adapters/clients.ts';
import { TableForumStore } from './adapters/forum-store.ts';
import { TableMonthlyJournal } from './adapters/monthly-journal.ts';
import { TableOfficeStore } from './adapters/office-store.ts';
import { TableReadingStore } from './adapters/reading-store.ts';
import { BucketReportFiles } from './adapters/report-files.ts';
import { TableRunJournal } from './adapters/run-journal.ts';
import { SignedAddresses } from './adapters/signed-addresses.ts';
import { Table } from './adapters/table.ts';
import { TableTallyLedger } from './adapters/tally-ledger.ts';
import { TableTallySnapshots } from './adapters/tally-snapshots.ts';
import { TableTallyStore } from './adapters/tally-store.ts';
import { renderKeptReport } from './console/reports/kept-report.tsx';
import { month } from './domain/months.ts';
import { MONTH_IDLENESS, MONTHS_FINISHED } from './domain/report-months.ts';
import { SCHEDULE } from './domain/started-run.ts';
import { ZONE_NAMES } from './domain/zones.ts';
import { environments, lambdaEnvironment } from './runtime/environments.ts';
import { count } from './runtime/metrics.ts';
import { MonthlyReporter } from './runtime/monthly-reporter.ts';
import { ReportReader } from './runtime/report-reader.ts';
import { runOf, runStep } from './runtime/run-steps.ts';
import { task } from './runtime/task.ts';

const environment = environments.renderReports.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const clock = () => Date.now();
const runs = new TableRunJournal(table);
const snapshots = new TableTallySnapshots(table);
const tallies = new TableTallyStore(table, new TableTallyLedger(table), snapshots);
const forums = new TableForumStore(table);
const offices = new TableOfficeStore(table, clock);
const calendars = new TableCalendarStore(table, clock);
const readings = new TableReadingStore(table);
const reporter = new MonthlyReporter({
  reports: new ReportReader({ tallies, offices, forums, readings, calendars }),
  tallies,
  snapshots,
  forums,
  offices,
  calendars,
  files: new BucketReportFiles(new SignedAddresses(environment.REPORT_BUCKET, AWS_REGION, AWS_ENDPOINT_URL)),
  journal: new TableMonthlyJournal(table),
  render: renderKeptReport,
  isAnyDay: environment.REMINDS_ANY_DAY === 'true',
});

const zone = z.enum(ZONE_NAMES);
const begun = { ...runStep, zone, month };
const asked = z.object({ zone, month: z.optional(month), scheduledAt: z.optional(z.string()) });
const step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('plan'), ...runStep, input: asked }),
  z.object({ step: z.literal('render'), ...begun, province: z.string() }),
  z.object({ step: z.literal('gather'), ...begun }),
  z.object({ step: z.literal('conclude'), ...begun, idle: z.optional(z.enum(MONTH_IDLENESS)) }),
]);

/** A step of workflows/regional-report.asl.json; the workflow carries what one returns to the next. */
export const handler = task(step, async (input, now) => {
  const { runId, startedBy, dryRun } = input;
  switch (input.step) {
    case 'plan': {
      const { scheduledAt, ...wanted } = input.input;
      await runs.beginUnlessBegun(runOf(input, { workflow: 'reports', input: wanted, dryRun }));
      const timing = { scheduledAt, startedAt: input.startedAt };
      const plan = await reporter.plan({ ...wanted, isScheduled: startedBy === SCHEDULE }, timing, now);
      return { startedBy, dryRun, zone: wanted.zone, ...plan };
    }
    case 'render':
      return await reporter.report(input, input.province, now);
    case 'gather': {
      const isAnybodyToBeTold = await reporter.gather(input);
      const { zone: of, month: about } = input;
      return { startedBy, dryRun, zone: of, month: about, ...(isAnybodyToBeTold ? { at: now.toISOString() } : {}) };
    }
    case 'conclude': {
      const { idle } = input;
      if (idle !== undefined) {
        count(MONTHS_FINISHED, { zone: input.zone });
        await runs.succeed(runId, { month: input.month, idle }, now);
        return { startedBy, dryRun, month: input.month };
      }
      const { isDone, result } = await reporter.conclude(input, now);
      if (isDone) count(MONTHS_FINISHED, { zone: input.zone });
      await runs.succeed(runId, result, now);
      return { startedBy, dryRun, month: input.month };
    }
  }
});
