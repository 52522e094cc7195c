import * as z from 'zod';
import { TableCalendarStore } from '../../calendar/calendar.store.ts';
import { TableForumStore } from '../../forums/forums.store.ts';
import { TableReadingStore } from '../../indicators/readings.store.ts';
import { TableOfficeStore } from '../../offices/offices.store.ts';
import { dynamodb } from '../../platform/aws-clients.ts';
import { lambdaEnvironment } from '../../platform/environment.ts';
import { count } from '../../platform/metrics.ts';
import { PresignedUrls } from '../../platform/presigned-urls.ts';
import { Table } from '../../platform/table.ts';
import { task } from '../../platform/task.ts';
import { month } from '../../platform/values/months.ts';
import { runStep } from '../../platform/values/run-step.ts';
import { ZONE_NAMES } from '../../regions/zones.ts';
import { TableRunProgressStore } from '../../runs/run-progress.store.ts';
import { runOf, SCHEDULE } from '../../runs/runs.ts';
import { ReportReader } from '../report-reader.service.ts';
import { TableStatisticsReader } from '../statistics/statistics-reader.store.ts';
import { TableStatisticsRepository } from '../statistics/statistics-repository.store.ts';
import { TableStatisticsSnapshots } from '../statistics/statistics-snapshots.store.ts';
import { renderStoredReport } from './kept-report.pages.tsx';
import { TableMonthlyProgressStore } from './monthly-progress.store.ts';
import { MonthlyReporter } from './monthly-reporter.service.ts';
import { renderReportsEnvironment } from './render-reports.environment.ts';
import { BucketReportFiles } from './report-files.client.ts';
import { MONTH_IDLENESS, MONTHS_FINISHED } from './report-months.ts';

const environment = renderReportsEnvironment.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const clock = () => Date.now();
const runs = new TableRunProgressStore(table);
const snapshots = new TableStatisticsSnapshots(table);
const statistics = new TableStatisticsReader(table, new TableStatisticsRepository(table), snapshots);
const forums = new TableForumStore(table);
const offices = new TableOfficeStore(table, clock);
const calendars = new TableCalendarStore(table, clock);
const readings = new TableReadingStore(table);
const reporter = new MonthlyReporter({
  reports: new ReportReader({ statistics, offices, forums, readings, calendars }),
  statistics,
  snapshots,
  forums,
  offices,
  calendars,
  files: new BucketReportFiles(new PresignedUrls(environment.REPORT_BUCKET, AWS_REGION, AWS_ENDPOINT_URL)),
  progress: new TableMonthlyProgressStore(table),
  render: renderStoredReport,
  isAnyDay: environment.REMINDS_ANY_DAY === 'true',
});

const zone = z.enum(ZONE_NAMES);
const startedRun = { ...runStep, zone, month };
const request = z.object({ zone, month: month.optional(), scheduledAt: z.string().optional() });
const step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('plan'), ...runStep, input: request }),
  z.object({ step: z.literal('render'), ...startedRun, province: z.string() }),
  z.object({ step: z.literal('gather'), ...startedRun }),
  z.object({ step: z.literal('conclude'), ...startedRun, idle: z.enum(MONTH_IDLENESS).optional() }),
]);

/** Runs a step of workflows/monthly-reports.asl.json. The result is part of the input of the next step. */
export const handler = task(step, async (input, now) => {
  const { runId, startedBy, dryRun } = input;
  switch (input.step) {
    case 'plan': {
      const { scheduledAt, ...params } = input.input;
      await runs.beginUnlessBegun(runOf(input, { workflow: 'reports', input: params, dryRun }));
      const timing = { scheduledAt, startedAt: input.startedAt };
      const plan = await reporter.plan({ ...params, isScheduled: startedBy === SCHEDULE }, timing, now);
      return { startedBy, dryRun, zone: params.zone, ...plan };
    }
    case 'render':
      return await reporter.report(input, input.province, now);
    case 'gather': {
      const hasRecipients = await reporter.collectRecipients(input);
      const { zone: of, month: about } = input;
      return { startedBy, dryRun, zone: of, month: about, ...(hasRecipients ? { at: now.toISOString() } : {}) };
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
