import { authenticated } from '../people/authenticated.handlers.ts';
import { json } from '../platform/http/http-handler.ts';
import { dataExchangeRoutes } from './data-exchange.routes.ts';
import type { ImportFiles } from './import-files.client.ts';
import type { UploadStore } from './uploads.store.ts';

interface UploadHandlerDeps {
  readonly uploads: UploadStore;
  readonly importFiles: Pick<ImportFiles, 'uploadTo'>;
}

export const uploadHandlers = (deps: UploadHandlerDeps) => [
  authenticated(dataExchangeRoutes.announceUpload, async ({ body, idempotency }) => {
    const uploadId = idempotency.moveId;
    await deps.uploads.announce(uploadId, body, idempotency.hash);
    return json(201, { uploadId, upload: await deps.importFiles.uploadTo(uploadId, body) });
  }),
];
