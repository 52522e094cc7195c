import * as z from 'zod';
import { TableCalendarStore } from '../calendar/calendar.store.ts';
import { findStoredCommitment } from '../commitments/commitments.store.ts';
import { SesLetterSender } from '../notifications/letter-sender.service.ts';
import { TableOutbox } from '../notifications/outbox.store.ts';
import { SesMailer } from '../notifications/ses-mailer.client.ts';
import { TableOfficeStore } from '../offices/offices.store.ts';
import { dynamodb } from '../platform/aws-clients.ts';
import { lambdaEnvironment } from '../platform/environment.ts';
import { Table } from '../platform/table.ts';
import { task } from '../platform/task.ts';
import { runStep } from '../platform/values/run-step.ts';
import { TableRunProgressStore } from '../runs/run-progress.store.ts';
import { recalculationInput } from '../runs/runs.ts';
import { notifyRecalculationEnvironment } from './notify-recalculation.environment.ts';
import { renderRecalculation } from './recalculation.email.ts';
import { RecalculationNotifier } from './recalculation-notifier.service.ts';
import { TableRecalculationProgressStore } from './recalculation-progress.store.ts';
import { recalculationResult } from './recalculation-result.ts';

const environment = notifyRecalculationEnvironment.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const runs = new TableRunProgressStore(table);
const progress = new TableRecalculationProgressStore(table);
const outbox = new TableOutbox(table, Number(environment.SETTLE_AFTER_SECONDS));
const mailer = new SesMailer(environment.MAIL_FROM, environment.CONFIGURATION_SET, AWS_REGION, AWS_ENDPOINT_URL);
const notifier = new RecalculationNotifier({
  findCommitment: (commitmentId) => findStoredCommitment(table, commitmentId),
  offices: new TableOfficeStore(table, () => Date.now()),
  calendars: new TableCalendarStore(table, () => Date.now()),
  progress,
  sender: new SesLetterSender(outbox, mailer),
  render: (letter) => renderRecalculation(letter, { consoleUrl: environment.CONSOLE_URL }),
});

const step = z.object({ ...runStep, input: recalculationInput, looked: z.int() });

/**
 * The step Notify of workflows/recalculate-deadlines.asl.json: notifies the offices that are open, and returns when to
 * continue.
 */
export const handler = task(step, async ({ runId, startedBy, dryRun, input, looked }, now) => {
  const at = await notifier.notify(runId, input.year, now);
  if (at === undefined) {
    const [moved, notifications] = await Promise.all([progress.moved(runId), progress.notifications(runId)]);
    await runs.succeed(runId, recalculationResult(looked, moved, notifications), now);
  }
  return { startedBy, dryRun, input, looked, at: at?.toISOString() };
});
