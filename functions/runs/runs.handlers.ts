import type * as z from 'zod/mini';
import { services } from '../api/dependencies.lambda.ts';
import { ROUTES } from '../api/routes.ts';
import { endpoint } from '../platform/http/endpoint.ts';
import { json } from '../platform/http/http-handler.ts';
import { localDateIn } from '../platform/values/local-date.ts';
import { monthBefore } from '../platform/values/months.ts';
import { lettersShown } from '../reminders/sweep-results.ts';
import { checkSweepDay } from '../reminders/sweeps.ts';
import { checkReportMonth } from '../reports/monthly/report-months.ts';
import type { Run, RunInput, reportsInput } from './runs.ts';
import { startedRun } from './started-run.ts';

/** The routes by which administrators have workflows run, and see what came of it. */
export const runEndpoints = [
  endpoint(ROUTES.startRun, async ({ body, actor, identity, now }) => {
    await checkDay(body, identity.moveId, now);
    if (body.workflow === 'reports') checkMonth(body.input, now);
    const run = await services.runs.begin(startedRun(identity.moveId, body, actor.userId, now), identity.hash);
    // Also for a repeated request: the first may have been cut off between the two.
    await services.machines.start(run, actor.office);
    return json(202, run, { location: `/runs/${run.runId}` });
  }),

  endpoint(ROUTES.listRuns, async ({ query }) => json(200, await services.runs.list(query.workflow, query.cursor))),

  endpoint(ROUTES.getRun, async ({ id }) => json(200, await withLetters(await services.runs.get(id('runId'))))),
];

/** Refuses to send letters for a day that it is not, unless the same request has done so before. */
async function checkDay(asked: RunInput, runId: string, now: Date): Promise<void> {
  if (asked.workflow !== 'reminders' || (await services.runs.isBegun(runId))) return;
  const { sweeps, calendars, remindsAnyDay: isAnyDay } = services;
  const last = await sweeps.last(asked.input.zone);
  checkSweepDay(asked.input, asked.dryRun, { now, calendar: await calendars.current(), last, isAnyDay });
}

/** Refuses a month that is not over. */
function checkMonth({ zone, month }: z.infer<typeof reportsInput>, now: Date): void {
  checkReportMonth(month ?? monthBefore(localDateIn(zone, now)), now, services.remindsAnyDay);
}

/** A run with all the letters that it sent, or would have sent. */
async function withLetters(run: Run): Promise<Run> {
  if (run.workflow !== 'reminders' || run.status === 'running') return run;
  const letters = lettersShown(await services.letters.ofRun(run.runId), run.dryRun);
  return { ...run, result: { ...run.result, letters } };
}
