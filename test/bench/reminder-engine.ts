import { BatchWriteItemCommand, DynamoDBClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import { toAttributes } from '../../functions/commitments/commitment-items.store.ts';
import { SesLetterSender } from '../../functions/notifications/letter-sender.service.ts';
import { TableMoveNoticeStore } from '../../functions/notifications/move-notices/move-notices.store.ts';
import { TableOutbox } from '../../functions/notifications/outbox.store.ts';
import { SesMailer } from '../../functions/notifications/ses-mailer.client.ts';
import { TableOfficeStore } from '../../functions/offices/offices.store.ts';
import type { Office } from '../../functions/offices/offices.ts';
import { type Item, Table } from '../../functions/platform/table.ts';
import { mapConcurrently } from '../../functions/platform/values/concurrency.ts';
import { renderDigest } from '../../functions/reminders/emails/digest.email.ts';
import { renderHandover } from '../../functions/reminders/emails/handover.email.ts';
import { TableOfficeNotices } from '../../functions/reminders/office-notices.store.ts';
import { TableParticipantsStore } from '../../functions/reminders/participants.store.ts';
import { Sweeper } from '../../functions/reminders/sweeper.service.ts';
import { TableSweepStore } from '../../functions/reminders/sweeps.store.ts';
import { TableWorklistStore } from '../../functions/reminders/worklist.store.ts';
import { ACCOUNT, awsEnvironment, REGION, SECRET } from '../../infra/local/engine.ts';
import { closed } from '../builders/waiting-commitments.ts';
import { asStored, isDocumentCall } from '../harness/memory/document-calls.ts';
import type { Bench } from './bench.ts';
import { DUE_ON, itemOf, officesOf, PER_OFFICE, turnsOf } from './due-turns.ts';
import type { Figure } from './figures.ts';
import { UnitMeter } from './unit-meter.ts';
import { tableRule } from './write-units.ts';

/** No example office is in this zone, so the sweep covers only the benchmark's offices. */
const ZONE = 'Asia/Jayapura';
const OF_REGION = '94.01';
const OFFICES = 50;
const DUE = OFFICES * PER_OFFICE;
const COMMITMENTS = 10_000;

/** Limit for read units and mails, relative to a scan with one mail for each commitment. */
const BAR = 0.1;

const FROM = 'tuntas@example.org';
const LINKS = { consoleUrl: 'https://tuntas.example.org/console' };

interface Swept {
  readonly readUnits: number;
  readonly mails: number;
  readonly seconds: number;
}

/** Sweeps a thousand due of ten thousand commitments on the engine, and compares with a scan and a mail for each. */
export async function sweepOnEngine(bench: Bench): Promise<readonly Figure[]> {
  const { engine, stacks } = await bench.platform();
  Object.assign(process.env, awsEnvironment(engine.url));
  const client = new DynamoDBClient({
    endpoint: engine.url,
    region: REGION,
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: SECRET },
  });
  const offices = officesOf(OF_REGION, OFFICES, ZONE);
  await furnish(client, stacks.TableName, offices);
  const baseline = await scanAndMailEach(client, stacks.TableName, engine.url);
  const ours = await sweepIt(client, stacks.TableName, engine.url);
  const ratio = (of: 'readUnits' | 'mails') => round(ours[of] / baseline[of]);
  return [
    { what: `${DUE} due of ${COMMITMENTS} on the engine: read units of the sweep`, value: ours.readUnits },
    { what: 'of a scan, with an office read for each', value: baseline.readUnits },
    { what: 'read units by those of the scan', value: ratio('readUnits'), bar: BAR },
    { what: 'mails of the sweep', value: ours.mails },
    { what: 'mails by one for each', value: ratio('mails'), bar: BAR },
    { what: 'the sweep: seconds', value: round(ours.seconds) },
    { what: 'the scan, with a mail for each: seconds', value: round(baseline.seconds) },
  ];
}

async function furnish(client: DynamoDBClient, tableName: string, offices: readonly Office[]): Promise<void> {
  const store = new TableOfficeStore(new Table(client, tableName), () => Date.now());
  await mapConcurrently(offices, (office) => store.create(office));
  const due = offices.flatMap((office, index) => turnsOf(office, index * PER_OFFICE));
  const others = Array.from({ length: COMMITMENTS - DUE }, (_, index) =>
    closed({ number: DUE + index, region: OF_REGION }),
  );
  const puts = [...due, ...others].map((of) => ({ PutRequest: { Item: toAttributes(itemOf(of)) } }));
  const batches = Array.from({ length: Math.ceil(puts.length / 25) }, (_, at) => puts.slice(at * 25, at * 25 + 25));
  await mapConcurrently(batches, (batch) =>
    client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: batch } })),
  );
}

/** Counts the read units of a client. */
function counted(client: DynamoDBClient, meter: UnitMeter): DynamoDBClient {
  client.middlewareStack.add(
    (next, context) => async (sent) => {
      const result = await next(sent);
      const action = (context.commandName ?? '').replace(/Command$/, '');
      const answer = isDocumentCall(context) ? asStored(result.output) : result.output;
      meter.units.reads += meter.readUnits({ action, input: sent.input }, answer);
      return result;
    },
    { step: 'initialize', name: 'countUnits', override: true },
  );
  return client;
}

async function sweepIt(client: DynamoDBClient, tableName: string, url: string): Promise<Swept> {
  const meter = new UnitMeter(tableRule());
  const table = new Table(counted(client, meter), tableName);
  const now = () => Date.now();
  const ledger = new TableOutbox(table, 1_800);
  const sweeper = new Sweeper({
    worklists: new TableWorklistStore(table),
    participants: new TableParticipantsStore(table),
    offices: new TableOfficeStore(table, now),
    calendars: { current: async () => DECREED_CALENDAR },
    sweeps: new TableSweepStore(table),
    notices: new TableOfficeNotices(table),
    moveNotices: new TableMoveNoticeStore(table, now),
    outbox: ledger,
    sender: new SesLetterSender(ledger, new SesMailer(FROM, 'bench', REGION, url)),
    render: {
      digest: (digest) => renderDigest(digest, LINKS),
      handover: (letter) => renderHandover(letter, LINKS),
    },
    clock: now,
  });
  const began = performance.now();
  const timing = { startedAt: new Date().toISOString() };
  const plan = await sweeper.plan({ zone: ZONE, day: DUE_ON, isScheduled: false }, timing, new Date());
  let mails = 0;
  for (const range of plan.ranges) {
    const { sent } = await sweeper.remind({ ...plan, runId: 'bench', dryRun: false }, range, new Date());
    mails += sent;
  }
  return { readUnits: meter.units.reads, mails, seconds: (performance.now() - began) / 1_000 };
}

/** The baseline: scans all items, and reads the office and sends a mail for each one due. */
async function scanAndMailEach(client: DynamoDBClient, tableName: string, url: string): Promise<Swept> {
  const meter = new UnitMeter(tableRule());
  counted(client, meter);
  const offices = new TableOfficeStore(new Table(client, tableName), () => Number.POSITIVE_INFINITY);
  const mailer = new SesMailer(FROM, 'bench', REGION, url);
  const began = performance.now();
  const due: Item[] = [];
  let after: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({ TableName: tableName, ExclusiveStartKey: after }),
    );
    due.push(...(page.Items ?? []).map((raw): Item => unmarshall(raw)).filter(isDue));
    after = page.LastEvaluatedKey;
  } while (after !== undefined);
  await mapConcurrently(due, async (item) => {
    const addressee = await offices.addressee(String(item.waitsFor));
    if (addressee === undefined) throw new Error(`no office ${item.waitsFor}`);
    const text = `${item.statement}: ${item.until}`;
    const letterId = `bench_${String(item.pk).slice(2)}`;
    const { email: to } = addressee.office;
    await mailer.send({ letterId, to, cc: [], subject: 'Tenggat', html: `<p>${text}</p>`, text });
  });
  return { readUnits: meter.units.reads, mails: due.length, seconds: (performance.now() - began) / 1_000 };
}

const isDue = ({ sk, until }: Item) => sk === 'C' && until === DUE_ON;
const round = (value: number) => Number(value.toFixed(4));
