import { authenticated } from '../people/authenticated.handlers.ts';
import { json } from '../platform/http/http-handler.ts';
import { localDateIn } from '../platform/values/local-date.ts';
import { checkPlace } from '../regions/check-place.ts';
import { timeZoneOf } from '../regions/regions.ts';
import { dataExchangeRoutes } from './data-exchange.routes.ts';
import { fileAnswer } from './file-answer.handlers.ts';
import type { ImportFiles } from './import-files.client.ts';
import { type RegionRecordsDeps, recordsOf } from './region-records.service.ts';
import type { UploadStore } from './uploads.store.ts';

interface DataExchangeHandlerDeps extends RegionRecordsDeps {
  readonly uploads: UploadStore;
  readonly importFiles: Pick<ImportFiles, 'uploadTo'>;
}

export const dataExchangeHandlers = (deps: DataExchangeHandlerDeps) => [
  authenticated(dataExchangeRoutes.announceUpload, async ({ body, idempotency }) => {
    const uploadId = idempotency.moveId;
    await deps.uploads.announce(uploadId, body, idempotency.hash);
    return json(201, { uploadId, upload: await deps.importFiles.uploadTo(uploadId, body) });
  }),

  authenticated(dataExchangeRoutes.exportRegion, async ({ params, query, actor, now }) => {
    const region = params.code;
    checkPlace(region, actor.scope);
    const today = localDateIn(timeZoneOf(region), now);
    return fileAnswer(query, `${region}-${today}`, await recordsOf(deps, query.what, region, actor.scope));
  }),
];
