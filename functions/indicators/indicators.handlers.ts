import type { ForumStore } from '../forums/forums.store.ts';
import { listAll } from '../imports/region-records.service.ts';
import { authorOf } from '../people/actors.ts';
import { authenticated } from '../people/authenticated.handlers.ts';
import { json } from '../platform/http/http-handler.ts';
import { keyedRequest } from '../platform/values/idempotency.ts';
import { checkPlace } from '../regions/check-place.ts';
import { indicatorRoutes } from './indicators.routes.ts';
import { type ReadingStore, withReadingId } from './readings.store.ts';
import { checkMayRecord, checkReading } from './readings.ts';

interface IndicatorHandlerDeps {
  readonly forums: Pick<ForumStore, 'list'>;
  readonly readings: ReadingStore;
}

export const indicatorHandlers = ({ forums, readings }: IndicatorHandlerDeps) => [
  authenticated(indicatorRoutes.listReadings, async ({ params, query, actor }) => {
    checkPlace(params.code, actor.scope);
    return json(200, await readings.list(params.code, query.cursor));
  }),

  authenticated(indicatorRoutes.recordReading, async ({ params, body, actor, now, idempotency }) => {
    const region = params.code;
    checkPlace(region, actor.scope);
    const regionForums = await listAll((cursor) => forums.list(region, cursor, actor.scope));
    const by = authorOf(actor, (author) => checkMayRecord(region, author, regionForums));
    checkReading(region, body, now);
    const reading = withReadingId(region, body);
    await readings.record(reading, by, now, keyedRequest(idempotency));
    return json(201, reading);
  }),
];
