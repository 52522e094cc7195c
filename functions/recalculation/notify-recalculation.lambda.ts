import * as z from 'zod/mini';
import { TableCalendarStore } from '../calendar/calendar.store.ts';
import { findHeld } from '../commitments/stored-commitment.store.ts';
import { Postman } from '../notifications/letter-sender.service.ts';
import { TableLetterLedger } from '../notifications/outbox.store.ts';
import { SesMailer } from '../notifications/ses-mailer.client.ts';
import { TableOfficeStore } from '../offices/offices.store.ts';
import { dynamodb } from '../platform/aws-clients.ts';
import { environments, lambdaEnvironment } from '../platform/environments.ts';
import { Table } from '../platform/table.ts';
import { task } from '../platform/task.ts';
import { TableRunJournal } from '../runs/run-progress.store.ts';
import { recalculationResult } from '../runs/run-results.ts';
import { runStep } from '../runs/run-steps.ts';
import { recalculationInput } from '../runs/runs.ts';
import { renderRecalculation } from './recalculation.email.ts';
import { RecalculationTeller } from './recalculation-notifier.service.ts';
import { TableRecalculationJournal } from './recalculation-progress.store.ts';

const environment = environments.tellRecalculation.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const runs = new TableRunJournal(table);
const journal = new TableRecalculationJournal(table);
const letters = new TableLetterLedger(table, Number(environment.SETTLE_AFTER_SECONDS));
const mailer = new SesMailer(environment.MAIL_FROM, environment.CONFIGURATION_SET, AWS_REGION, AWS_ENDPOINT_URL);
const teller = new RecalculationTeller({
  findCommitment: (commitmentId) => findHeld(table, commitmentId),
  offices: new TableOfficeStore(table, () => Date.now()),
  calendars: new TableCalendarStore(table, () => Date.now()),
  journal,
  post: new Postman(letters, mailer),
  render: (letter) => renderRecalculation(letter, { consoleUrl: environment.CONSOLE_URL }),
});

const step = z.object({ ...runStep, input: recalculationInput, looked: z.int() });

/** The step Tell of workflows/recalculate-deadlines.asl.json: tells the offices whose hours it is, and says when to go on. */
export const handler = task(step, async ({ runId, startedBy, dryRun, input, looked }, now) => {
  const at = await teller.tell(runId, input.year, now);
  if (at === undefined) {
    const [moved, tells] = await Promise.all([journal.moved(runId), journal.tells(runId)]);
    await runs.succeed(runId, recalculationResult(looked, moved, tells), now);
  }
  return { startedBy, dryRun, input, looked, at: at?.toISOString() };
});
