import type { PresignedUrls, Upload } from '../platform/presigned-urls.ts';
import { NotReachedError } from '../platform/values/errors.ts';
import type { EvidenceFile } from './evidence.ts';

/** A file that has arrived: its size in bytes, its type, and the instant of its arrival. */
export interface ArrivedFile {
  readonly size: number;
  readonly contentType: string;
  readonly uploadedAt: string;
}

/** The bucket of evidence files, to which and from which files go directly. */
export interface EvidenceFiles {
  /** An address for uploading the file once, of that type and size, within 15 minutes. */
  uploadTo(commitmentId: string, evidenceId: string, file: EvidenceFile): Promise<Upload>;
  /** An address for downloading the file as an attachment, within 5 minutes. */
  downloadFrom(commitmentId: string, evidenceId: string, name: string): Promise<string>;
  /** What has arrived under that id; undefined as long as nothing has. */
  arrived(commitmentId: string, evidenceId: string): Promise<ArrivedFile | undefined>;
}

const UPLOAD_SECONDS = 900;
const DOWNLOAD_SECONDS = 300;
const HEAD_SECONDS = 60;

/** Evidence files in S3, by signed addresses. */
export class BucketEvidenceFiles implements EvidenceFiles {
  readonly #addresses: PresignedUrls;
  constructor(addresses: PresignedUrls) {
    this.#addresses = addresses;
  }

  async uploadTo(commitmentId: string, evidenceId: string, file: EvidenceFile): Promise<Upload> {
    return await this.#addresses.uploadTo(keyOf(commitmentId, evidenceId), file, UPLOAD_SECONDS);
  }

  async downloadFrom(commitmentId: string, evidenceId: string, name: string): Promise<string> {
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`;
    const query = { 'response-content-disposition': disposition };
    const key = keyOf(commitmentId, evidenceId);
    return await this.#addresses.sign({ method: 'GET', key, expiresIn: DOWNLOAD_SECONDS, query });
  }

  async arrived(commitmentId: string, evidenceId: string): Promise<ArrivedFile | undefined> {
    const key = keyOf(commitmentId, evidenceId);
    const url = await this.#addresses.sign({ method: 'HEAD', key, expiresIn: HEAD_SECONDS });
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
