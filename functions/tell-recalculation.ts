import * as z from 'zod/mini';
import { TableCalendarStore } from './adapters/calendar-store.ts';
import { dynamodb } from './adapters/clients.ts';
import { findHeld } from './adapters/held-commitment.ts';
import { TableLetterLedger } from './adapters/letter-ledger.ts';
import { SesMailer } from './adapters/mailer.ts';
import { TableOfficeStore } from './adapters/office-store.ts';
import { TableRecalculationJournal } from './adapters/recalculation-journal.ts';
import { TableRunJournal } from './adapters/run-journal.ts';
import { Table } from './adapters/table.ts';
import { renderRecalculation } from './console/letters/recalculation.ts';
import { recalculationResult } from './domain/run-results.ts';
import { recalculationInput } from './domain/runs.ts';
import { environments, lambdaEnvironment } from './runtime/environments.ts';
import { Postman } from './runtime/postman.ts';
import { RecalculationTeller } from './runtime/recalculation-teller.ts';
import { runStep } from './runtime/run-steps.ts';
import { task } from './runtime/task.ts';

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
