import * as z from 'zod/mini';
import { TableCalendarStore } from './adapters/calendar-store.ts';
import { dynamodb } from './adapters/clients.ts';
import { TableCommitmentStore } from './adapters/commitment-store.ts';
import { TableLetterLedger } from './adapters/letter-ledger.ts';
import { SesMailer } from './adapters/mailer.ts';
import { TableNewsStore } from './adapters/news-store.ts';
import { TableOfficeStore } from './adapters/office-store.ts';
import { Table } from './adapters/table.ts';
import { renderMoves } from './console/letters/moves.ts';
import { environments, lambdaEnvironment } from './runtime/environments.ts';
import { count } from './runtime/metrics.ts';
import { NewsTeller } from './runtime/news-teller.ts';
import { Postman } from './runtime/postman.ts';
import { task } from './runtime/task.ts';

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
