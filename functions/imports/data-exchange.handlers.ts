import { services } from '../api/dependencies.lambda.ts';
import { ROUTES } from '../api/routes.ts';
import { identified } from '../indicators/readings.store.ts';
import { checkMayRecord, checkReading } from '../indicators/readings.ts';
import { endpoint } from '../platform/http/endpoint.ts';
import { fileAnswer } from '../platform/http/file-answer.ts';
import { json } from '../platform/http/http-handler.ts';
import { localDateIn } from '../platform/values/local-date.ts';
import { checkPlace } from '../regions/check-place.ts';
import { timeZoneOf } from '../regions/regions.ts';
import { all, recordsOf } from './region-records.service.ts';

/** The routes of indicator readings, of files to import, and of files of open data. */
export const registerEndpoints = [
  endpoint(ROUTES.listReadings, async ({ id, query, actor }) => {
    const region = id('code');
    checkPlace(region, actor.scope);
    return json(200, await services.readings.list(region, query.cursor));
  }),

  endpoint(ROUTES.recordReading, async ({ id, body, actor, now, identity }) => {
    const region = id('code');
    checkPlace(region, actor.scope);
    checkMayRecord(region, actor, await all((cursor) => services.forums.list(region, cursor, actor.scope)));
    checkReading(region, body, now);
    const reading = identified(region, body);
    const request = identity.hasKey ? { id: identity.moveId, hash: identity.hash } : undefined;
    await services.readings.record(reading, actor, now, request);
    return json(201, reading);
  }),

  endpoint(ROUTES.announceUpload, async ({ body, identity }) => {
    const uploadId = identity.moveId;
    await services.uploads.announce(uploadId, body, identity.hash);
    return json(201, { uploadId, upload: await services.importFiles.uploadTo(uploadId, body) });
  }),

  endpoint(ROUTES.exportRegion, async ({ id, query, actor, now }) => {
    const region = id('code');
    checkPlace(region, actor.scope);
    const today = localDateIn(timeZoneOf(region), now);
    return fileAnswer(query, `${region}-${today}`, await recordsOf(query.what, region, actor.scope));
  }),
];
