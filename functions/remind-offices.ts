import * as z from 'zod/mini';
import { TableCalendarStore } from './adapters/calendar-store.ts';
import { dynamodb } from './adapters/clients.ts';
import { TablePartsStore } from './adapters/commitment-parts.ts';
import { TableLetterLedger } from './adapters/letter-ledger.ts';
import { SesMailer } from './adapters/mailer.ts';
import { TableNewsStore } from './adapters/news-store.ts';
import { TableOfficeNotices } from './adapters/office-notices.ts';
import { TableOfficeStore } from './adapters/office-store.ts';
import { TableRunJournal } from './adapters/run-journal.ts';
import { TableSweepLedger } from './adapters/sweep-ledger.ts';
import { Table } from './adapters/table.ts';
import { TableTurnIndex } from './adapters/turn-index.ts';
import { renderDigest } from './console/letters/digest.ts';
import { renderHandover } from './console/letters/handover.ts';
import { localDate } from './domain/local-date.ts';
import { SCHEDULE } from './domain/started-run.ts';
import { isSettled, sweepResult, sweepTally } from './domain/sweep-results.ts';
import { IDLENESS, SWEEP_METRICS } from './domain/sweeps.ts';
import { ZONE_NAMES } from './domain/zones.ts';
import { environments, lambdaEnvironment } from './runtime/environments.ts';
import { count } from './runtime/metrics.ts';
import { Postman } from './runtime/postman.ts';
import { runOf, runStep } from './runtime/run-steps.ts';
import { Sweeper } from './runtime/sweeper.ts';
import { task } from './runtime/task.ts';
import { taskLogger } from './runtime/task-telemetry.ts';

const environment = environments.remindOffices.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const clock = () => Date.now();
const ledger = new TableLetterLedger(table, Number(environment.SETTLE_AFTER_SECONDS));
const mailer = new SesMailer(environment.MAIL_FROM, environment.CONFIGURATION_SET, AWS_REGION, AWS_ENDPOINT_URL);
const links = { consoleUrl: environment.CONSOLE_URL };
const runs = new TableRunJournal(table);
const sweeper = new Sweeper({
  index: new TableTurnIndex(table),
  parts: new TablePartsStore(table),
  offices: new TableOfficeStore(table, clock),
  calendars: new TableCalendarStore(table, clock),
  sweeps: new TableSweepLedger(table),
  notices: new TableOfficeNotices(table),
  news: new TableNewsStore(table, clock),
  ledger,
  post: new Postman(ledger, mailer),
  render: {
    digest: (digest) => renderDigest(digest, links),
    handover: (letter) => renderHandover(letter, links),
  },
  clock,
});

const zone = z.enum(ZONE_NAMES);
const range = z.object({ first: z.string(), last: z.string() });
const begun = { ...runStep, zone, after: localDate, day: localDate };
const asked = z.object({ zone, day: z.optional(localDate), scheduledAt: z.optional(z.string()) });
const step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('plan'), ...runStep, input: asked }),
  z.object({ step: z.literal('remind'), ...begun, range }),
  z.object({
    step: z.literal('conclude'),
    ...begun,
    passes: z.array(z.array(sweepTally)),
    idle: z.optional(z.enum(IDLENESS)),
  }),
]);

/** A step of workflows/reminder-sweep.asl.json; the workflow carries what one returns to the next. */
export const handler = task(step, async (input, now) => {
  const { runId, startedBy, dryRun } = input;
  switch (input.step) {
    case 'plan': {
      const { scheduledAt, ...wanted } = input.input;
      await runs.beginUnlessBegun(runOf(input, { workflow: 'reminders', input: wanted, dryRun }));
      const timing = { scheduledAt, startedAt: input.startedAt };
      const plan = await sweeper.plan({ ...wanted, isScheduled: startedBy === SCHEDULE }, timing, now);
      const settleAfterSeconds = Number(environment.SETTLE_AFTER_SECONDS);
      return { startedBy, dryRun, ...plan, passes: [], settleAfterSeconds };
    }
    case 'remind': {
      const { broken, ...tally } = await sweeper.remind(input, input.range, now);
      if (broken.length > 0) taskLogger.warn('rows of the index of turns cannot be read', { broken });
      return { range: input.range, isSettled: isSettled(tally), ...tally };
    }
    case 'conclude': {
      const result = sweepResult(input, input.passes);
      // What came too late is swept by the next: the silence of this zone has to be heard if there is none.
      if (!dryRun && input.idle !== 'tooLate') {
        const missed = input.idle === undefined ? await sweeper.finish(input, now) : [];
        count(SWEEP_METRICS.missed, {}, missed.length);
        count(SWEEP_METRICS.finished, { zone: input.zone });
      }
      await runs.succeed(runId, result, now);
      return { startedBy, dryRun, day: input.day };
    }
  }
});
