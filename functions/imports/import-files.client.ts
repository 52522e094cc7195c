import type { PresignedUrls, Upload } from '../platform/presigned-urls.ts';
import { NotReachedError } from '../platform/values/errors.ts';
import type { UploadFile } from './transfers.ts';

/** The uploaded import files, kept for a week. */
export interface ImportFiles {
  /** A URL for one upload of this type and size, valid for 15 minutes. */
  uploadTo(uploadId: string, file: UploadFile): Promise<Upload>;
  /** The file; undefined before the upload. @throws NotReachedError the bucket does not answer */
  read(uploadId: string): Promise<Uint8Array | undefined>;
}

const UPLOAD_SECONDS = 900;
const READ_SECONDS = 60;

/** The import files in S3, by presigned URLs. */
export class BucketImportFiles implements ImportFiles {
  readonly #urls: PresignedUrls;
  constructor(urls: PresignedUrls) {
    this.#urls = urls;
  }

  async uploadTo(uploadId: string, file: UploadFile): Promise<Upload> {
    return await this.#urls.uploadTo(keyOf(uploadId), file, UPLOAD_SECONDS);
  }

  async read(uploadId: string): Promise<Uint8Array | undefined> {
    const url = await this.#urls.sign({ method: 'GET', key: keyOf(uploadId), expiresIn: READ_SECONDS });
    const answer = await fetch(url, { signal: AbortSignal.timeout(20_000) }).catch(() => undefined);
    if (answer?.status === 404) return undefined;
    if (answer?.ok !== true) {
      throw new NotReachedError(`the import bucket answered ${answer?.status ?? 'nothing'} to GET`);
    }
    return await answer.bytes();
  }
}

function keyOf(uploadId: string): string {
  return `imports/${uploadId}`;
}
