import type * as z from 'zod';
import type { CalendarStore } from '../calendar/calendar.store.ts';
import type { LetterLists } from '../notifications/letter-lists.store.ts';
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
import { startedRun } from './started-run.ts';

/** What {@link runHandlers} work with. */
interface RunHandlerDeps extends SweepDayDeps {
  readonly runs: RunStore;
  readonly machines: RunMachines;
  readonly letters: Pick<LetterLists, 'ofRun'>;
}

/** What {@link checkDay} reads from. */
interface SweepDayDeps {
  readonly runs: Pick<RunStore, 'isBegun'>;
  readonly sweeps: Pick<SweepStore, 'last'>;
  readonly calendars: Pick<CalendarStore, 'current'>;
  /** Whether letters may be sent for any day. */
  readonly remindsAnyDay: boolean;
}

/** Answers {@link runRoutes}. */
export const runHandlers = (deps: RunHandlerDeps) => {
  const { runs, machines, letters, remindsAnyDay } = deps;
  return [
    authenticated(runRoutes.startRun, async ({ body, actor, idempotency, now }) => {
      await checkDay(deps, body, idempotency.moveId, now);
      if (body.workflow === 'reports') checkMonth(body.input, now, remindsAnyDay);
      const run = await runs.begin(startedRun(idempotency.moveId, body, actor.userId, now), idempotency.hash);
      // Also for a repeated request: the first may have ended between the two calls.
      await machines.start(run, actor.office);
      return json(202, run, { location: `/runs/${run.runId}` });
    }),

    authenticated(runRoutes.listRuns, async ({ query }) => json(200, await runs.list(query.workflow, query.cursor))),

    authenticated(runRoutes.getRun, async ({ params }) =>
      json(200, await withLetters(letters, await runs.get(params.runId))),
    ),
  ];
};

/** Refuses to send letters for a day that it is not, unless the same request has done so before. */
async function checkDay(deps: SweepDayDeps, asked: RunInput, runId: string, now: Date): Promise<void> {
  if (asked.workflow !== 'reminders' || (await deps.runs.isBegun(runId))) return;
  const { sweeps, calendars, remindsAnyDay: isAnyDay } = deps;
  const last = await sweeps.last(asked.input.zone);
  checkSweepDay(asked.input, asked.dryRun, { now, calendar: await calendars.current(), last, isAnyDay });
}

/** Refuses a month that is not over. */
function checkMonth({ zone, month }: z.infer<typeof reportsInput>, now: Date, isAnyDay: boolean): void {
  checkReportMonth(month ?? monthBefore(localDateIn(zone, now)), now, isAnyDay);
}

/** A run with all the letters that it sent, or would have sent. */
async function withLetters(letters: Pick<LetterLists, 'ofRun'>, run: Run): Promise<Run> {
  if (run.workflow !== 'reminders' || run.status === 'running') return run;
  const sent = await letters.ofRun(run.runId);
  return { ...run, result: { ...run.result, letters: lettersShown(sent, run.dryRun) } };
}
