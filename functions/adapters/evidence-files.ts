import { fromEnv } from '@aws-sdk/credential-provider-env';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { NotReachedError } from '../domain/errors.ts';
import type { EvidenceFile } from '../domain/evidence.ts';

/** Where and how a file is to be uploaded: with exactly these headers, which the signature covers. */
export interface Upload {
  readonly url: string;
  readonly method: 'PUT';
  readonly headers: Readonly<Record<string, string>>;
}

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

/** Evidence files in S3, by signed addresses: a signer instead of the S3 client, which would double the bundle. */
export class BucketEvidenceFiles implements EvidenceFiles {
  readonly #base: URL;
  readonly #signer: SignatureV4;
  /**
   * @param region the bucket's AWS region
   * @param endpoint of S3 where it is not AWS's own; addresses are then path-style
   */
  constructor(bucket: string, region: string, endpoint?: string) {
    this.#base = new URL(
      endpoint === undefined
        ? `https://${bucket}.s3.${region}.amazonaws.com/`
        : `${endpoint.replace(/\/$/, '')}/${bucket}/`,
    );
    // S3 signs paths as they are sent, without a second escape.
    this.#signer = new SignatureV4({
      credentials: fromEnv(),
      region,
      service: 's3',
      sha256: Sha256,
      uriEscapePath: false,
    });
  }

  async uploadTo(commitmentId: string, evidenceId: string, file: EvidenceFile): Promise<Upload> {
    const headers = {
      'content-type': file.contentType,
      'content-length': String(file.size),
      // What has arrived stays as it is: the address cannot be used to replace it.
      'if-none-match': '*',
    };
    return {
      url: await this.#sign('PUT', commitmentId, evidenceId, UPLOAD_SECONDS, {}, headers),
      method: 'PUT',
      headers,
    };
  }

  async downloadFrom(commitmentId: string, evidenceId: string, name: string): Promise<string> {
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`;
    const query = { 'response-content-disposition': disposition };
    return await this.#sign('GET', commitmentId, evidenceId, DOWNLOAD_SECONDS, query);
  }

  async arrived(commitmentId: string, evidenceId: string): Promise<ArrivedFile | undefined> {
    const url = await this.#sign('HEAD', commitmentId, evidenceId, HEAD_SECONDS);
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

  async #sign(
    method: string,
    commitmentId: string,
    evidenceId: string,
    expiresIn: number,
    query: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<string> {
    const { protocol, host, hostname, port, pathname } = this.#base;
    const path = `${pathname}commitments/${commitmentId}/${evidenceId}`;
    const signed = await this.#signer.presign(
      {
        method,
        protocol,
        hostname,
        ...(port === '' ? {} : { port: Number(port) }),
        path,
        query,
        // The file goes past us, so its hash is not known here: presigned addresses say so (SigV4 for S3).
        headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...headers },
      },
      // Unsigned, the headers could be left out, and with them the limits that they carry.
      {
        expiresIn,
        signableHeaders: new Set(['host', ...Object.keys(headers)]),
        unhoistableHeaders: new Set(Object.keys(headers)),
      },
    );
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(signed.query ?? {})) parameters.append(name, String(value));
    return `${protocol}//${host}${path}?${parameters.toString().replaceAll('+', '%20')}`;
  }
}
