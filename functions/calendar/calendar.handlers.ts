import * as z from 'zod';
import { listCommitments } from '../commitments/commitment-lists.store.ts';
import { authenticated } from '../people/authenticated.handlers.ts';
import { json } from '../platform/http/http-handler.ts';
import { logger } from '../platform/logger.ts';
import type { TableAccess } from '../platform/table.ts';
import { NotFoundError, VersionPassedError } from '../platform/values/errors.ts';
import { keyedRequest } from '../platform/values/idempotency.ts';
import { derivedId } from '../platform/values/ids.ts';
import { datesMoved } from '../recalculation/recalculation.ts';
import { NATION } from '../regions/scope.ts';
import type { RunMachines } from '../runs/run-workflows.client.ts';
import type { RunStore } from '../runs/runs.store.ts';
import { startedRun } from '../runs/started-run.ts';
import { calendarRoutes } from './calendar.routes.ts';
import type { CalendarStore } from './calendar.store.ts';
import { calendarOver } from './calendar.ts';
import { decideCalendar } from './calendar-versions.ts';
import type { CalendarYear } from './calendar-years.ts';

/** What {@link calendarHandlers} work with. */
interface CalendarHandlerDeps {
  readonly table: TableAccess;
  readonly calendars: CalendarStore;
  readonly runs: Pick<RunStore, 'begin'>;
  readonly machines: RunMachines;
}

/** Answers {@link calendarRoutes}: everybody reads the calendar of a year, administrators apply a new version of it. */
export const calendarHandlers = ({ table, calendars, runs, machines }: CalendarHandlerDeps) => [
  authenticated(calendarRoutes.getCalendar, async ({ params }) =>
    json(200, viewOfYear(await calendars.ofYear(yearIn(params)))),
  ),

  authenticated(calendarRoutes.applyCalendar, async ({ body, params, actor, now, idempotency }) => {
    const year = yearIn(params);
    const request = keyedRequest(idempotency);
    const appliedBefore = async () => request && (await calendars.appliedBy(request, year, body.version + 1));
    let applied = await appliedBefore();
    if (applied === undefined) {
      const before = await calendars.ofYear(year);
      const after = decideCalendar(before, body, actor, now);
      applied = (await calendars.replace(before, after, request)) ? after : await appliedBefore();
    }
    if (applied === undefined) throw new VersionPassedError((await calendars.ofYear(year)).version, `Kalender ${year}`);
    const runId = derivedId(`${idempotency.moveId} recalculation`);
    const asked = { workflow: 'recalculation', input: { year }, dryRun: false } as const;
    const run = await runs.begin(startedRun(runId, asked, actor.userId, now), idempotency.hash);
    // Also for a repeated request: the first may have ended before this call.
    await machines.start(run, actor.office);
    return json(200, viewOfYear(applied), { location: `/runs/${runId}` });
  }),

  authenticated(calendarRoutes.previewCalendar, async ({ body, query, params, actor, now }) => {
    const before = await calendars.ofYear(yearIn(params));
    const wanted = decideCalendar(before, body, actor, now);
    const calendar = calendarOver([...(await calendars.applied()), wanted]);
    const { items, ...page } = await listCommitments(
      table,
      {},
      (commitment) => datesMoved(commitment, calendar).length > 0,
      query.cursor,
      NATION,
      (error) => logger.error('commitment left out of a preview', { error }),
    );
    return json(200, { ...page, items: items.flatMap((commitment) => datesMoved(commitment, calendar)) });
  }),
];

const year = z
  .string()
  .regex(/^\d{4}$/)
  .transform(Number)
  .pipe(z.int().min(1900).max(2199));

function yearIn(params: { readonly year: string }): number {
  const named = year.safeParse(params.year);
  if (!named.success) throw new NotFoundError('Kalender ada untuk tahun 1900 sampai 2199.');
  return named.data;
}

/** A year as the API shows it: provisional as long as no decree covers it. */
function viewOfYear({ version, ...row }: CalendarYear) {
  return { ...row, version, isProvisional: version === 0 };
}
