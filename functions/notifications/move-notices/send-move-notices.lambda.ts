import * as z from 'zod';
import { TableCalendarStore } from '../../calendar/calendar.store.ts';
import { TableCommitmentStore } from '../../commitments/commitments.store.ts';
import { TableOfficeStore } from '../../offices/offices.store.ts';
import { dynamodb } from '../../platform/aws-clients.ts';
import { lambdaEnvironment } from '../../platform/environment.ts';
import { count } from '../../platform/metrics.ts';
import { Table } from '../../platform/table.ts';
import { task } from '../../platform/task.ts';
import { SesLetterSender } from '../letter-sender.service.ts';
import { TableOutbox } from '../outbox.store.ts';
import { SesMailer } from '../ses-mailer.client.ts';
import { renderMoves } from './move-notices.email.ts';
import { TableMoveNoticeStore } from './move-notices.store.ts';
import { MoveNotifier } from './move-notifier.service.ts';
import { sendMoveNoticesEnvironment } from './send-move-notices.environment.ts';

const environment = sendMoveNoticesEnvironment.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const outbox = new TableOutbox(table, Number(environment.SETTLE_AFTER_SECONDS));
const mailer = new SesMailer(environment.MAIL_FROM, environment.CONFIGURATION_SET, AWS_REGION, AWS_ENDPOINT_URL);
const clock = () => Date.now();
const notifier = new MoveNotifier({
  notices: new TableMoveNoticeStore(table, clock),
  commitments: new TableCommitmentStore(table),
  offices: new TableOfficeStore(table, clock),
  calendars: new TableCalendarStore(table, clock),
  outbox,
  sender: new SesLetterSender(outbox, mailer),
  render: (letter) => renderMoves(letter, { consoleUrl: environment.CONSOLE_URL }),
  batchingSeconds: Number(environment.BATCHING_SECONDS),
  inOfficeHours: environment.IN_OFFICE_HOURS === 'true',
});

const step = z.object({ dispatchAt: z.string(), cursor: z.string().optional() });

/** A step of workflows/early-letter.asl.json for a page of the offices with notices due at that moment. */
export const handler = task(step, async ({ dispatchAt, cursor }, now) => {
  const page = await notifier.notify(dispatchAt, cursor, now);
  for (const outcome of page.outcomes) count('News', { outcome });
  return { dispatchAt, cursor: page.cursor };
});
