import * as z from 'zod';
import { listCommitments } from '../commitments/commitment-lists.store.ts';
import { anyOffice, authorOf } from '../people/actors.ts';
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
import { startedRun } from '../runs/runs.ts';
import { calendarRoutes } from './calendar.routes.ts';
import type { CalendarStore } from './calendar.store.ts';
import { calendarOver } from './calendar.ts';
import { decideCalendar } from './calendar-versions.ts';
import type { CalendarYear } from './calendar-years.ts';

interface CalendarHandlerDeps {
  readonly table: TableAccess;
  readonly calendars: CalendarStore;
  readonly runs: Pick<RunStore, 'begin'>;
  readonly machines: RunMachines;
}

export const calendarHandlers = ({ table, calendars, runs, machines }: CalendarHandlerDeps) => [
  authenticated(calendarRoutes.getCalendar, async ({ params }) =>
    json(200, viewOfYear(await calendars.ofYear(yearIn(params)))),
  ),

  authenticated(calendarRoutes.applyCalendar, async ({ body, params, actor, now, idempotency }) => {
    const by = authorOf(actor, anyOffice);
    const year = yearIn(params);
    const keyed = keyedRequest(idempotency);
    const appliedBefore = async () => keyed && (await calendars.appliedBy(keyed, year, body.version + 1));
    let applied = await appliedBefore();
    if (applied === undefined) {
      const before = await calendars.ofYear(year);
      const after = decideCalendar(before, body, by, now);
      applied = (await calendars.replace(before, after, keyed)) ? after : await appliedBefore();
    }
    if (applied === undefined) throw new VersionPassedError((await calendars.ofYear(year)).version, `Kalender ${year}`);
    const runId = derivedId(`${idempotency.moveId} recalculation`);
    const request = { workflow: 'recalculation', input: { year }, dryRun: false } as const;
    const run = await runs.begin(startedRun(runId, request, actor.userId, now), idempotency.hash);
    // A repeated request starts the run too: the first may have failed before this call.
    await machines.start(run, by.office);
    return json(200, viewOfYear(applied), { location: `/runs/${runId}` });
  }),

  authenticated(calendarRoutes.previewCalendar, async ({ body, query, params, actor, now }) => {
    // A preview records no author, so nobody has to name an office.
    const by = { userId: actor.userId, office: actor.namedOffice ?? actor.offices[0] };
    const before = await calendars.ofYear(yearIn(params));
    const after = decideCalendar(before, body, by, now);
    const calendar = calendarOver([...(await calendars.applied()), after]);
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

/** Adds `isProvisional`: no decree covers the year yet. */
function viewOfYear({ version, ...row }: CalendarYear) {
  return { ...row, version, isProvisional: version === 0 };
}
