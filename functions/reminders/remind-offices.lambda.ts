import * as z from 'zod';
import { TableCalendarStore } from '../calendar/calendar.store.ts';
import { SesLetterSender } from '../notifications/letter-sender.service.ts';
import { TableMoveNoticeStore } from '../notifications/move-notices/move-notices.store.ts';
import { TableOutbox } from '../notifications/outbox.store.ts';
import { SesMailer } from '../notifications/ses-mailer.client.ts';
import { TableOfficeStore } from '../offices/offices.store.ts';
import { dynamodb } from '../platform/aws-clients.ts';
import { lambdaEnvironment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { count } from '../platform/metrics.ts';
import { Table } from '../platform/table.ts';
import { task } from '../platform/task.ts';
import { localDate } from '../platform/values/local-date.ts';
import { runStep } from '../platform/values/run-step.ts';
import { ZONE_NAMES } from '../regions/zones.ts';
import { runOf } from '../runs/run-of-step.ts';
import { TableRunProgressStore } from '../runs/run-progress.store.ts';
import { SCHEDULE } from '../runs/started-run.ts';
import { renderDigest } from './emails/digest.email.ts';
import { renderHandover } from './emails/handover.email.ts';
import { TableOfficeNotices } from './office-notices.store.ts';
import { TableParticipantsStore } from './participants.store.ts';
import { remindOfficesEnvironment } from './remind-offices.environment.ts';
import { isSettled, sweepResult, sweepTotals } from './sweep-results.ts';
import { Sweeper } from './sweeper.service.ts';
import { TableSweepStore } from './sweeps.store.ts';
import { IDLENESS, SWEEP_METRICS } from './sweeps.ts';
import { TableWorklistStore } from './worklist.store.ts';

const environment = remindOfficesEnvironment.parse(process.env);
const { AWS_REGION, AWS_ENDPOINT_URL } = lambdaEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const clock = () => Date.now();
const outbox = new TableOutbox(table, Number(environment.SETTLE_AFTER_SECONDS));
const mailer = new SesMailer(environment.MAIL_FROM, environment.CONFIGURATION_SET, AWS_REGION, AWS_ENDPOINT_URL);
const links = { consoleUrl: environment.CONSOLE_URL };
const runs = new TableRunProgressStore(table);
const sweeper = new Sweeper({
  worklists: new TableWorklistStore(table),
  participants: new TableParticipantsStore(table),
  offices: new TableOfficeStore(table, clock),
  calendars: new TableCalendarStore(table, clock),
  sweeps: new TableSweepStore(table),
  notices: new TableOfficeNotices(table),
  moveNotices: new TableMoveNoticeStore(table, clock),
  outbox,
  sender: new SesLetterSender(outbox, mailer),
  render: {
    digest: (digest) => renderDigest(digest, links),
    handover: (letter) => renderHandover(letter, links),
  },
  clock,
});

const zone = z.enum(ZONE_NAMES);
const range = z.object({ first: z.string(), last: z.string() });
const started = { ...runStep, zone, after: localDate, day: localDate };
const request = z.object({ zone, day: localDate.optional(), scheduledAt: z.string().optional() });
const step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('plan'), ...runStep, input: request }),
  z.object({ step: z.literal('remind'), ...started, range }),
  z.object({
    step: z.literal('conclude'),
    ...started,
    passes: z.array(z.array(sweepTotals)),
    idle: z.enum(IDLENESS).optional(),
  }),
]);

/** A step of workflows/reminder-sweep.asl.json. Its result is part of the input of the next step. */
export const handler = task(step, async (input, now) => {
  const { runId, startedBy, dryRun } = input;
  switch (input.step) {
    case 'plan': {
      const { scheduledAt, ...requested } = input.input;
      await runs.beginUnlessBegun(runOf(input, { workflow: 'reminders', input: requested, dryRun }));
      const timing = { scheduledAt, startedAt: input.startedAt };
      const plan = await sweeper.plan({ ...requested, isScheduled: startedBy === SCHEDULE }, timing, now);
      const settleAfterSeconds = Number(environment.SETTLE_AFTER_SECONDS);
      return { startedBy, dryRun, ...plan, passes: [], settleAfterSeconds };
    }
    case 'remind': {
      const { broken, ...totals } = await sweeper.remind(input, input.range, now);
      if (broken.length > 0) logger.warn('rows of the index of turns cannot be read', { broken });
      return { range: input.range, isSettled: isSettled(totals), ...totals };
    }
    case 'conclude': {
      const result = sweepResult(input, input.passes);
      // The next sweep covers a day whose sweep came too late. Counting this one would silence the alarm.
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
