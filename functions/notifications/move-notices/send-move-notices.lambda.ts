import * as z from 'zod/mini';
import { TableCalendarStore } from '../../calendar/calendar.store.ts';
import { TableCommitmentStore } from '../../commitments/commitments.store.ts';
import { TableOfficeStore } from '../../offices/offices.store.ts';
import { dynamodb } from '../../platform/aws-clients.ts';
import { environments, lambdaEnvironment } from '../../platform/environments.ts';
import { count } from '../../platform/metrics.ts';
import { Table } from '../../platform/table.ts';
import { task } from '../../platform/task.ts';
import { Postman } from '../letter-sender.service.ts';
import { TableLetterLedger } from '../outbox.store.ts';
import { SesMailer } from '../ses-mailer.client.ts';
import { renderMoves } from './move-notices.email.ts';
import { TableNewsStore } from './move-notices.store.ts';
import { NewsTeller } from './move-notifier.service.ts';

const environment = environments.tellNews.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const letters = new TableLetterLedger(table, Number(environment.SETTLE_AFTER_SECONDS));
const mailer = new SesMailer(environment.MAIL_FROM, environment.CONFIGURATION_SET, AWS_REGION, AWS_ENDPOINT_URL);
const clock = () => Date.now();
const teller = new NewsTeller({
  news: new TableNewsStore(table, clock),
  commitments: new TableCommitmentStore(table),
  offices: new TableOfficeStore(table, clock),
  calendars: new TableCalendarStore(table, clock),
  letters,
  post: new Postman(letters, mailer),
  render: (letter) => renderMoves(letter, { consoleUrl: environment.CONSOLE_URL }),
  gatherSeconds: Number(environment.GATHER_SECONDS),
  inOfficeHours: environment.IN_OFFICE_HOURS === 'true',
});

const step = z.object({ tellAt: z.string(), cursor: z.optional(z.string()) });

/** A step of workflows/early-letter.asl.json: a page of the offices that have news to be told at that moment. */
export const handler = task(step, async ({ tellAt, cursor }, now) => {
  const page = await teller.tell(tellAt, cursor, now);
  for (const outcome of page.outcomes) count('News', { outcome });
  return { tellAt, cursor: page.cursor };
});
