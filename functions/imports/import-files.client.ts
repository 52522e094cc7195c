import type { PresignedUrls, Upload } from '../platform/presigned-urls.ts';
import { NotReachedError } from '../platform/values/errors.ts';
import type { UploadFile } from './transfers.ts';

/** The files that are to be imported. They stay for a week. */
export interface ImportFiles {
  /** An address for uploading the file once, of that type and size, within 15 minutes. */
  uploadTo(uploadId: string, file: UploadFile): Promise<Upload>;
  /** The file, if it has arrived. @throws NotReachedError the bucket does not answer */
  read(uploadId: string): Promise<Uint8Array | undefined>;
}

const UPLOAD_SECONDS = 900;
const READ_SECONDS = 60;

/** The files in S3, by signed addresses. */
export class BucketImportFiles implements ImportFiles {
  readonly #addresses: PresignedUrls;
  constructor(addresses: PresignedUrls) {
    this.#addresses = addresses;
  }

  async uploadTo(uploadId: string, file: UploadFile): Promise<Upload> {
    return await this.#addresses.uploadTo(keyOf(uploadId), file, UPLOAD_SECONDS);
  }

  async read(uploadId: string): Promise<Uint8Array | undefined> {
    const url = await this.#addresses.sign({ method: 'GET', key: keyOf(uploadId), expiresIn: READ_SECONDS });
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
