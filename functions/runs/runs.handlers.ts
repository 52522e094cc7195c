import type * as z from 'zod';
import type { CalendarStore } from '../calendar/calendar.store.ts';
import type { LetterLists } from '../notifications/letter-lists.store.ts';
import { anyOffice, authorOf } from '../people/actors.ts';
import { authenticated } from '../people/authenticated.handlers.ts';
import { json } from '../platform/http/http-handler.ts';
import { localDateIn } from '../platform/values/local-date.ts';
import { monthBefore } from '../platform/values/months.ts';
import { lettersShown } from '../reminders/sweep-results.ts';
import type { SweepStore } from '../reminders/sweeps.store.ts';
import { checkSweepDay } from '../reminders/sweeps.ts';
import { checkReportMonth } from '../reports/monthly/report-months.ts';
import type { RunMachines } from './run-workflows.client.ts';
import { runRoutes } from './runs.routes.ts';
import type { RunStore } from './runs.store.ts';
import type { Run, RunInput, reportsInput } from './runs.ts';
import { startedRun } from './runs.ts';

interface RunHandlerDeps extends SweepDayDeps {
  readonly runs: RunStore;
  readonly machines: RunMachines;
  readonly letters: Pick<LetterLists, 'ofRun'>;
}

interface SweepDayDeps {
  readonly runs: Pick<RunStore, 'isBegun'>;
  readonly sweeps: Pick<SweepStore, 'last'>;
  readonly calendars: Pick<CalendarStore, 'current'>;
  /** Allows reminders for any day. */
  readonly remindsAnyDay: boolean;
}

export const runHandlers = (deps: RunHandlerDeps) => {
  const { runs, machines, letters, remindsAnyDay } = deps;
  return [
    authenticated(runRoutes.startRun, async ({ body, actor, idempotency, now }) => {
      const { office } = authorOf(actor, anyOffice);
      await checkDay(deps, body, idempotency.moveId, now);
      if (body.workflow === 'reports') checkMonth(body.input, now, remindsAnyDay);
      const run = await runs.begin(startedRun(idempotency.moveId, body, actor.userId, now), idempotency.hash);
      // A repeated request starts the run too: the first may have failed between the two calls.
      await machines.start(run, office);
      return json(202, run, { location: `/runs/${run.runId}` });
    }),

    authenticated(runRoutes.listRuns, async ({ query }) => json(200, await runs.list(query.workflow, query.cursor))),

    authenticated(runRoutes.getRun, async ({ params }) =>
      json(200, await withLetters(letters, await runs.get(params.runId))),
    ),
  ];
};

/** Refuses reminders for a day that is not due, unless this is a repeated request. */
async function checkDay(deps: SweepDayDeps, request: RunInput, runId: string, now: Date): Promise<void> {
  if (request.workflow !== 'reminders' || (await deps.runs.isBegun(runId))) return;
  const { sweeps, calendars, remindsAnyDay: isAnyDay } = deps;
  const last = await sweeps.last(request.input.zone);
  checkSweepDay(request.input, request.dryRun, { now, calendar: await calendars.current(), last, isAnyDay });
}

function checkMonth({ zone, month }: z.infer<typeof reportsInput>, now: Date, isAnyDay: boolean): void {
  checkReportMonth(month ?? monthBefore(localDateIn(zone, now)), now, isAnyDay);
}

/** Adds the letters that a finished reminder run sent or, in a dry run, would have sent. */
async function withLetters(letters: Pick<LetterLists, 'ofRun'>, run: Run): Promise<Run> {
  if (run.workflow !== 'reminders' || run.status === 'running') return run;
  const sent = await letters.ofRun(run.runId);
  return { ...run, result: { ...run.result, letters: lettersShown(sent, run.dryRun) } };
}
