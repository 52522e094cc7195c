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
const journal = new TableRecalculationProgressStore(table);
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
  journal,
  adminOffice: environment.ADMIN_OFFICE,
});

const looked = z.int().default(0);
const given = { ...runStep, input: recalculationInput };
const step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('begin'), ...given }),
  z.object({ step: z.literal('look'), ...given, cursor: z.string().optional(), looked }),
  z.object({ step: z.literal('conclude'), ...given, looked }),
]);

/** A step of workflows/recalculate-deadlines.asl.json. Its result is the input of the next step. */
export const handler = task(step, async (asked, now) => {
  const { runId, startedBy, dryRun, input } = asked;
  const going = { startedBy, dryRun, input };
  switch (asked.step) {
    case 'begin': {
      await runs.beginUnlessBegun(runOf(asked, { workflow: 'recalculation', input, dryRun }));
      const { applied } = await calendars.ofYear(input.year);
      const settles = Number(environment.CALENDAR_SETTLES_AFTER_SECONDS) * 1_000;
      return { ...going, settledAt: new Date(Date.parse(applied?.at ?? asked.startedAt) + settles).toISOString() };
    }
    case 'look': {
      const page = await recalculator.look({ runId, startedBy, dryRun, year: input.year }, asked.cursor, now);
      return { ...going, looked: asked.looked + page.looked, cursor: page.cursor };
    }
    case 'conclude': {
      const moved = await journal.moved(runId);
      const tells = notificationsOf(moved);
      if (!dryRun) for (const expected of tells) await journal.expect(runId, expected);
      await runs.succeed(runId, recalculationResult(asked.looked, moved, tells), now);
      const isDone = dryRun || tells.length === 0;
      return { ...going, looked: asked.looked, ...(isDone ? {} : { at: now.toISOString() }) };
    }
  }
});
