import * as z from 'zod';
import { TableCalendarStore } from '../../calendar/calendar.store.ts';
import { SesLetterSender } from '../../notifications/letter-sender.service.ts';
import { TableOutbox } from '../../notifications/outbox.store.ts';
import { SesMailer } from '../../notifications/ses-mailer.client.ts';
import { TableOfficeStore } from '../../offices/offices.store.ts';
import { dynamodb } from '../../platform/aws-clients.ts';
import { lambdaEnvironment } from '../../platform/environment.ts';
import { Table } from '../../platform/table.ts';
import { task } from '../../platform/task.ts';
import { month } from '../../platform/values/months.ts';
import { runStep } from '../../platform/values/run-step.ts';
import { ZONE_NAMES } from '../../regions/zones.ts';
import { renderMonthly } from './monthly.email.ts';
import { MonthlyNotifier } from './monthly-notifier.service.ts';
import { TableMonthlyProgressStore } from './monthly-progress.store.ts';
import { notifyReportsEnvironment } from './notify-reports.environment.ts';

const environment = notifyReportsEnvironment.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const letters = new TableOutbox(table, Number(environment.SETTLE_AFTER_SECONDS));
const mailer = new SesMailer(environment.MAIL_FROM, environment.CONFIGURATION_SET, AWS_REGION, AWS_ENDPOINT_URL);
const notifier = new MonthlyNotifier({
  offices: new TableOfficeStore(table, () => Date.now()),
  calendars: new TableCalendarStore(table, () => Date.now()),
  progress: new TableMonthlyProgressStore(table),
  sender: new SesLetterSender(letters, mailer),
  render: (letter) => renderMonthly(letter, { consoleUrl: environment.CONSOLE_URL }),
  inOfficeHours: environment.IN_OFFICE_HOURS === 'true',
});

const step = z.object({ ...runStep, zone: z.enum(ZONE_NAMES), month });

/** The step Notify of workflows/monthly-reports.asl.json: notifies the offices that are open and returns when to continue. */
export const handler = task(step, async ({ runId, startedBy, dryRun, zone, month: about }, now) => {
  const at = await notifier.notify(runId, about, now);
  return { startedBy, dryRun, zone, month: about, at: at?.toISOString() };
});
