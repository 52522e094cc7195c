import * as z from 'zod';
import { TableOfficeStore } from '../offices/offices.store.ts';
import { dynamodb } from '../platform/aws-clients.ts';
import { lambdaEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { count } from '../platform/metrics.ts';
import { Table } from '../platform/table.ts';
import { task } from '../platform/task.ts';
import { DeliveryRecorder } from './delivery-recorder.service.ts';
import { renderUnreachable } from './emails/unreachable.email.ts';
import { DELIVERIES } from './letter-events.ts';
import { SesLetterSender } from './letter-sender.service.ts';
import { TableOutbox } from './outbox.store.ts';
import { recordDeliveryEnvironment } from './record-delivery.environment.ts';
import { deliveryEventIn, sesEvent } from './ses-events.ts';
import { SesMailer } from './ses-mailer.client.ts';

const environment = recordDeliveryEnvironment.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const outbox = new TableOutbox(table, Number(environment.SETTLE_AFTER_SECONDS));
const offices = new TableOfficeStore(table, () => Date.now());
const mailer = new SesMailer(environment.MAIL_FROM, environment.CONFIGURATION_SET, AWS_REGION, AWS_ENDPOINT_URL);
const recorder = new DeliveryRecorder({
  outbox,
  offices,
  sender: new SesLetterSender(outbox, mailer),
  adminOffice: environment.ADMIN_OFFICE,
  render: (letter) => renderUnreachable(letter, { consoleUrl: environment.CONSOLE_URL }),
});

const notification = z.object({ Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })) });

/** Records delivery events of SES. A repeated or outdated event changes nothing. */
export const handler = task(notification, async ({ Records }) => {
  const recordings: string[] = [];
  for (const { Sns } of Records) {
    // SES confirms a new destination by a plain message and reports mail of other senders with the same set.
    const read = sesEvent.safeParse(jsonIn(Sns.Message));
    const delivery = read.success ? deliveryEventIn(read.data) : undefined;
    const recording = delivery === undefined ? 'notOurs' : await recorder.record(delivery.letterId, delivery.event);
    logger.info('event recorded', { letterId: delivery?.letterId, what: delivery?.event.what, recording });
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
