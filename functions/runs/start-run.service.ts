import type * as z from 'zod';
import type { CalendarStore } from '../calendar/calendar.store.ts';
import type { Author } from '../people/actors.ts';
import type { Idempotency } from '../platform/values/idempotency.ts';
import { localDateIn } from '../platform/values/local-date.ts';
import { monthBefore } from '../platform/values/months.ts';
import type { SweepStore } from '../reminders/sweeps.store.ts';
import { checkSweepDay } from '../reminders/sweeps.ts';
import { checkReportMonth } from '../reports/monthly/report-months.ts';
import type { RunMachines } from './run-workflows.client.ts';
import type { RunStore } from './runs.store.ts';
import { type Run, type RunInput, type reportsInput, startedRun } from './runs.ts';

export interface StartRunDeps {
  readonly runs: Pick<RunStore, 'begin' | 'isBegun'>;
  readonly machines: RunMachines;
  readonly sweeps: Pick<SweepStore, 'last'>;
  readonly calendars: Pick<CalendarStore, 'current'>;
  /** Allows reminders for any day. */
  readonly remindsAnyDay: boolean;
}

/**
 * Starts a run. A repeated request returns the run in its initial state and starts nothing twice.
 * @throws InputRefusedError the day or month cannot be run
 * @throws KeyAlreadyUsedError the idempotency key belongs to another request
 */
export type StartRun = (
  request: RunInput,
  by: Pick<Author, 'userId' | 'office'>,
  idempotency: Idempotency,
  now: Date,
) => Promise<Run>;

export function startRunWith(deps: StartRunDeps): StartRun {
  const { runs, machines, remindsAnyDay } = deps;
  return async (request, { userId, office }, { moveId, hash }, now) => {
    await checkDay(deps, request, moveId, now);
    if (request.workflow === 'reports') checkMonth(request.input, now, remindsAnyDay);
    const run = await runs.begin(startedRun(moveId, request, userId, now), hash);
    // A repeated request starts the run too: the first may have failed between the two calls.
    await machines.start(run, office);
    return run;
  };
}

/** Refuses reminders for a day that is not due, unless this is a repeated request. */
async function checkDay(deps: StartRunDeps, request: RunInput, runId: string, now: Date): Promise<void> {
  if (request.workflow !== 'reminders' || (await deps.runs.isBegun(runId))) return;
  const { sweeps, calendars, remindsAnyDay: isAnyDay } = deps;
  const last = await sweeps.last(request.input.zone);
  checkSweepDay(request.input, request.dryRun, { now, calendar: await calendars.current(), last, isAnyDay });
}

function checkMonth({ zone, month }: z.infer<typeof reportsInput>, now: Date, isAnyDay: boolean): void {
  checkReportMonth(month ?? monthBefore(localDateIn(zone, now)), now, isAnyDay);
}
