import { fromEnv } from '@aws-sdk/credential-provider-env';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';

interface SigningRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT';
  /** The object's key. */
  readonly key: string;
  /** Seconds until the URL expires. */
  readonly expiresIn: number;
  readonly query?: Readonly<Record<string, string>>;
  /** Headers that the request must carry unchanged. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** How to upload a file. The signature covers the headers. */
export interface Upload {
  readonly url: string;
  readonly method: 'PUT';
  readonly headers: Readonly<Record<string, string>>;
}

/** Presigned URLs of an S3 bucket, without the S3 client. */
export class PresignedUrls {
  readonly #base: URL;
  readonly #signer: SignatureV4;
  /**
   * @param region the bucket's AWS region
   * @param endpoint an S3 endpoint other than AWS's own; URLs are then path-style
   */
  constructor(bucket: string, region: string, endpoint?: string) {
    this.#base = new URL(
      endpoint === undefined
        ? `https://${bucket}.s3.${region}.amazonaws.com/`
        : `${endpoint.replace(/\/$/, '')}/${bucket}/`,
    );
    // S3 signs paths without a second escape.
    this.#signer = new SignatureV4({
      credentials: fromEnv(),
      region,
      service: 's3',
      sha256: Sha256,
      uriEscapePath: false,
    });
  }

  /** A URL that accepts one upload of this type and size. */
  async uploadTo(
    key: string,
    file: { readonly contentType: string; readonly size: number },
    expiresIn: number,
  ): Promise<Upload> {
    const headers = {
      'content-type': file.contentType,
      'content-length': String(file.size),
      // Refuses to replace an uploaded file.
      'if-none-match': '*',
    };
    return { url: await this.sign({ method: 'PUT', key, expiresIn, headers }), method: 'PUT', headers };
  }

  async sign({ method, key, expiresIn, query = {}, headers = {} }: SigningRequest): Promise<string> {
    const { protocol, host, hostname, port, pathname } = this.#base;
    const path = `${pathname}${key}`;
    const signed = await this.#signer.presign(
      {
        method,
        protocol,
        hostname,
        ...(port === '' ? {} : { port: Number(port) }),
        path,
        query: { ...query },
        // The hash of the body is unknown here (SigV4 for S3).
        headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...headers },
      },
      // Unsigned headers could be omitted, and the limits that they carry with them.
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
