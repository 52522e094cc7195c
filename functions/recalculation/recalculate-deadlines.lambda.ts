import * as z from 'zod';
import { TableCalendarStore } from '../calendar/calendar.store.ts';
import { listCommitments } from '../commitments/commitment-lists.store.ts';
import { TableCommitmentStore } from '../commitments/commitments.store.ts';
import { dynamodb } from '../platform/aws-clients.ts';
import { logger } from '../platform/logger.ts';
import { Table } from '../platform/table.ts';
import { task } from '../platform/task.ts';
import { runStep } from '../platform/values/run-step.ts';
import { NATION } from '../regions/scope.ts';
import { runOf } from '../runs/run-of-step.ts';
import { TableRunProgressStore } from '../runs/run-progress.store.ts';
import { recalculationInput } from '../runs/runs.ts';
import { recalculateDeadlinesEnvironment } from './recalculate-deadlines.environment.ts';
import { notificationsOf } from './recalculation-letters.ts';
import { TableRecalculationProgressStore } from './recalculation-progress.store.ts';
import { recalculationResult } from './recalculation-result.ts';
import { Recalculator } from './recalculator.service.ts';

const environment = recalculateDeadlinesEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const commitments = new TableCommitmentStore(table);
const calendars = new TableCalendarStore(table, () => Date.now());
const runs = new TableRunProgressStore(table);
const progress = new TableRecalculationProgressStore(table);
const recalculator = new Recalculator({
  listOpen: (cursor) =>
    listCommitments(
      table,
      {},
      ({ stage }) => stage !== 'closed',
      cursor,
      NATION,
      (error) => logger.error('commitment left out of a recalculation', { error }),
    ),
  commitments,
  calendars,
  progress,
  adminOffice: environment.ADMIN_OFFICE,
});

const looked = z.int().default(0);
const common = { ...runStep, input: recalculationInput };
const step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('begin'), ...common }),
  z.object({ step: z.literal('look'), ...common, cursor: z.string().optional(), looked }),
  z.object({ step: z.literal('conclude'), ...common, looked }),
]);

/** A step of workflows/recalculate-deadlines.asl.json. Its result is the input of the next step. */
export const handler = task(step, async (request, now) => {
  const { runId, startedBy, dryRun, input } = request;
  const next = { startedBy, dryRun, input };
  switch (request.step) {
    case 'begin': {
      await runs.beginUnlessBegun(runOf(request, { workflow: 'recalculation', input, dryRun }));
      const { applied } = await calendars.ofYear(input.year);
      const settlesAfterMs = Number(environment.CALENDAR_SETTLES_AFTER_SECONDS) * 1_000;
      return {
        ...next,
        settledAt: new Date(Date.parse(applied?.at ?? request.startedAt) + settlesAfterMs).toISOString(),
      };
    }
    case 'look': {
      const page = await recalculator.recalculatePage(
        { runId, startedBy, dryRun, year: input.year },
        request.cursor,
        now,
      );
      return { ...next, looked: request.looked + page.looked, cursor: page.cursor };
    }
    case 'conclude': {
      const moved = await progress.moved(runId);
      const notifications = notificationsOf(moved);
      if (!dryRun) for (const notification of notifications) await progress.expect(runId, notification);
      await runs.succeed(runId, recalculationResult(request.looked, moved, notifications), now);
      const isDone = dryRun || notifications.length === 0;
      return { ...next, looked: request.looked, ...(isDone ? {} : { at: now.toISOString() }) };
    }
  }
});
