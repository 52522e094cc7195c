import type { PresignedUrls, Upload } from '../platform/presigned-urls.ts';
import { NotReachedError } from '../platform/values/errors.ts';
import type { EvidenceFile } from './evidence.ts';

/** An uploaded file. */
export interface ArrivedFile {
  readonly size: number;
  readonly contentType: string;
  readonly uploadedAt: string;
}

/** The bucket of evidence files. Clients upload and download directly. */
export interface EvidenceFiles {
  /** A URL for one upload of this type and size, valid for 15 minutes. */
  uploadTo(commitmentId: string, evidenceId: string, file: EvidenceFile): Promise<Upload>;
  /** A URL that downloads the file as an attachment, valid for 5 minutes. */
  downloadFrom(commitmentId: string, evidenceId: string, name: string): Promise<string>;
  /** The uploaded file; undefined before the upload. */
  arrived(commitmentId: string, evidenceId: string): Promise<ArrivedFile | undefined>;
}

const UPLOAD_SECONDS = 900;
const DOWNLOAD_SECONDS = 300;
const HEAD_SECONDS = 60;

/** Evidence files in S3, by presigned URLs. */
export class BucketEvidenceFiles implements EvidenceFiles {
  readonly #urls: PresignedUrls;
  constructor(urls: PresignedUrls) {
    this.#urls = urls;
  }

  async uploadTo(commitmentId: string, evidenceId: string, file: EvidenceFile): Promise<Upload> {
    return await this.#urls.uploadTo(keyOf(commitmentId, evidenceId), file, UPLOAD_SECONDS);
  }

  async downloadFrom(commitmentId: string, evidenceId: string, name: string): Promise<string> {
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`;
    const query = { 'response-content-disposition': disposition };
    const key = keyOf(commitmentId, evidenceId);
    return await this.#urls.sign({ method: 'GET', key, expiresIn: DOWNLOAD_SECONDS, query });
  }

  async arrived(commitmentId: string, evidenceId: string): Promise<ArrivedFile | undefined> {
    const key = keyOf(commitmentId, evidenceId);
    const url = await this.#urls.sign({ method: 'HEAD', key, expiresIn: HEAD_SECONDS });
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
    if (answer?.status === 404) return undefined;
    if (answer === undefined || answer.status >= 500) {
      throw new NotReachedError('Penyimpanan berkas sedang tidak menjawab. Ulangi sebentar lagi.');
    }
    if (!answer.ok) throw new Error(`the evidence bucket answered ${answer.status} to HEAD`);
    return {
      size: Number(answer.headers.get('content-length')),
      contentType: answer.headers.get('content-type') ?? '',
      uploadedAt: new Date(answer.headers.get('last-modified') ?? '').toISOString(),
    };
  }
}

function keyOf(commitmentId: string, evidenceId: string): string {
  return `commitments/${commitmentId}/${evidenceId}`;
}
