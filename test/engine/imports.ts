import { uploadShape } from '../oracles/shapes.ts';
import { as } from './api.ts';
import { finished, imported, importShape } from './runs.ts';

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Uploads a file as the admin. Returns its upload id. */
export async function uploaded(content: Uint8Array<ArrayBuffer>, contentType: string): Promise<string> {
  const file = { name: 'impor', contentType, size: content.length };
  const { uploadId, upload } = await as('admin').post('/uploads', file, [201, uploadShape]);
  const { 'content-length': _, ...headers } = upload.headers;
  const answer = await fetch(upload.url, { method: upload.method, headers, body: content });
  if (!answer.ok) throw new Error(`the upload was answered ${answer.status}: ${await answer.text()}`);
  return uploadId;
}

/** Imports an uploaded file, or checks it in a dry run. Returns the result. */
export async function importOf(what: string, uploadId: string, { dryRun }: { dryRun: boolean }) {
  const body = { workflow: 'import', input: { what, uploadId }, dryRun };
  const { runId } = await as('admin').post('/runs', body, [202, importShape]);
  return imported.parse((await finished(runId, importShape)).result);
}
