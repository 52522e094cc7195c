import * as z from 'zod/mini';
import { services } from '../api/dependencies.lambda.ts';
import { ROUTES } from '../api/routes.ts';
import { listCommitments } from '../commitments/commitment-lists.store.ts';
import { endpoint } from '../platform/http/endpoint.ts';
import { json } from '../platform/http/http-handler.ts';
import { derivedId } from '../platform/keys.ts';
import { logger } from '../platform/logger.ts';
import { NotFoundError, VersionPassedError } from '../platform/values/errors.ts';
import { datesMoved } from '../recalculation/recalculation.ts';
import { NATION } from '../regions/scope.ts';
import { startedRun } from '../runs/started-run.ts';
import { calendarOver } from './calendar.ts';
import { decideCalendar } from './calendar-versions.ts';
import type { CalendarYear } from './calendar-years.ts';

/** The routes by which everybody reads the calendar of a year, and administrators apply a new version of it. */
export const calendarEndpoints = [
  endpoint(ROUTES.getCalendar, async ({ id }) => json(200, viewOfYear(await services.calendars.ofYear(yearIn(id))))),

  endpoint(ROUTES.applyCalendar, async ({ body, id, actor, now, identity }) => {
    const { calendars, runs, machines } = services;
    const year = yearIn(id);
    const request = identity.hasKey ? { id: identity.moveId, hash: identity.hash } : undefined;
    const appliedBefore = async () => request && (await calendars.appliedBy(request, year, body.version + 1));
    let applied = await appliedBefore();
    if (applied === undefined) {
      const before = await calendars.ofYear(year);
      const after = decideCalendar(before, body, actor, now);
      applied = (await calendars.replace(before, after, request)) ? after : await appliedBefore();
    }
    if (applied === undefined) throw new VersionPassedError((await calendars.ofYear(year)).version, `Kalender ${year}`);
    const runId = derivedId(`${identity.moveId} recalculation`);
    const asked = { workflow: 'recalculation', input: { year }, dryRun: false } as const;
    const run = await runs.begin(startedRun(runId, asked, actor.userId, now), identity.hash);
    // Also for a repeated request: the first may have been cut off before.
    await machines.start(run, actor.office);
    return json(200, viewOfYear(applied), { location: `/runs/${runId}` });
  }),

  endpoint(ROUTES.previewCalendar, async ({ body, query, id, actor, now }) => {
    const before = await services.calendars.ofYear(yearIn(id));
    const wanted = decideCalendar(before, body, actor, now);
    const calendar = calendarOver([...(await services.calendars.applied()), wanted]);
    const { items, ...page } = await listCommitments(
      services.table,
      {},
      (commitment) => datesMoved(commitment, calendar).length > 0,
      query.cursor,
      NATION,
      (error) => logger.error('commitment left out of a preview', { error }),
    );
    return json(200, { ...page, items: items.flatMap((commitment) => datesMoved(commitment, calendar)) });
  }),
];

const year = z.pipe(
  z.pipe(z.string().check(z.regex(/^\d{4}$/)), z.transform(Number)),
  z.int().check(z.minimum(1900), z.maximum(2199)),
);

function yearIn(id: (name: string) => string): number {
  const named = year.safeParse(id('year'));
  if (!named.success) throw new NotFoundError('Kalender ada untuk tahun 1900 sampai 2199.');
  return named.data;
}

/** A year as the API shows it: provisional as long as no decree covers it. */
function viewOfYear({ version, ...row }: CalendarYear) {
  return { ...row, version, isProvisional: version === 0 };
}
