import * as z from 'zod/mini';
import { TableCalendarStore } from './adapters/calendar-store.ts';
import { dynamodb } from './adapters/clients.ts';
import { TableLetterLedger } from './adapters/letter-ledger.ts';
import { SesMailer } from './adapters/mailer.ts';
import { TableMonthlyJournal } from './adapters/monthly-journal.ts';
import { TableOfficeStore } from './adapters/office-store.ts';
import { Table } from './adapters/table.ts';
import { renderMonthly } from './console/letters/monthly.ts';
import { month } from './domain/months.ts';
import { ZONE_NAMES } from './domain/zones.ts';
import { environments, lambdaEnvironment } from './runtime/environments.ts';
import { MonthlyTeller } from './runtime/monthly-teller.ts';
import { Postman } from './runtime/postman.ts';
import { runStep } from './runtime/run-steps.ts';
import { task } from './runtime/task.ts';

const environment = environments.tellReports.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const letters = new TableLetterLedger(table, Number(environment.SETTLE_AFTER_SECONDS));
const mailer = new SesMailer(environment.MAIL_FROM, environment.CONFIGURATION_SET, AWS_REGION, AWS_ENDPOINT_URL);
const teller = new MonthlyTeller({
  offices: new TableOfficeStore(table, () => Date.now()),
  calendars: new TableCalendarStore(table, () => Date.now()),
  journal: new TableMonthlyJournal(table),
  post: new Postman(letters, mailer),
  render: (letter) => renderMonthly(letter, { consoleUrl: environment.CONSOLE_URL }),
  inOfficeHours: environment.IN_OFFICE_HOURS === 'true',
});

const step = z.object({ ...runStep, zone: z.enum(ZONE_NAMES), month });

/** The step Tell of workflows/regional-report.asl.json: tells the offices whose hours it is, and says when to go on. */
export const handler = task(step, async ({ runId, startedBy, dryRun, zone, month: about }, now) => {
  const at = await teller.tell(runId, about, now);
  return { startedBy, dryRun, zone, month: about, at: at?.toISOString() };
});
