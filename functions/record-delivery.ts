import * as z from 'zod/mini';
import { dynamodb } from './adapters/clients.ts';
import { TableLetterLedger } from './adapters/letter-ledger.ts';
import { SesMailer } from './adapters/mailer.ts';
import { TableOfficeStore } from './adapters/office-store.ts';
import { Table } from './adapters/table.ts';
import { renderUnreachable } from './console/letters/unreachable.ts';
import { DELIVERIES } from './domain/letter-events.ts';
import { deliveredIn, sesEvent } from './domain/ses-events.ts';
import { DeliveryRecorder } from './runtime/delivery-recorder.ts';
import { environments, lambdaEnvironment } from './runtime/environments.ts';
import { count } from './runtime/metrics.ts';
import { Postman } from './runtime/postman.ts';
import { task } from './runtime/task.ts';
import { taskLogger } from './runtime/task-telemetry.ts';

const environment = environments.recordDelivery.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const letters = new TableLetterLedger(table, Number(environment.SETTLE_AFTER_SECONDS));
const offices = new TableOfficeStore(table, () => Date.now());
const mailer = new SesMailer(environment.MAIL_FROM, environment.CONFIGURATION_SET, AWS_REGION, AWS_ENDPOINT_URL);
const recorder = new DeliveryRecorder({
  letters,
  offices,
  post: new Postman(letters, mailer),
  adminOffice: environment.ADMIN_OFFICE,
  render: (letter) => renderUnreachable(letter, { consoleUrl: environment.CONSOLE_URL }),
});

const notification = z.object({ Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })) });

/** Records what SES tells of letters. SNS may deliver an event twice, or late: neither changes anything. */
export const handler = task(notification, async ({ Records }) => {
  const recordings: string[] = [];
  for (const { Sns } of Records) {
    // SES announces a new destination by a plain message, and tells of mails that others send with the same set.
    const read = sesEvent.safeParse(jsonIn(Sns.Message));
    const told = read.success ? deliveredIn(read.data) : undefined;
    const recording = told === undefined ? 'notOurs' : await recorder.record(told.letterId, told.event);
    taskLogger.info('event recorded', { letterId: told?.letterId, what: told?.event.what, recording });
    count(DELIVERIES, { recording });
    recordings.push(recording);
  }
  return recordings;
});

function jsonIn(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
