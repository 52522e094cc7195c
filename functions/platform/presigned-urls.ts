import { fromEnv } from '@aws-sdk/credential-provider-env';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';

/** What an address is signed for. */
interface Signing {
  readonly method: 'GET' | 'HEAD' | 'PUT';
  /** The object's key in the bucket. */
  readonly key: string;
  /** Seconds that the address is good for. */
  readonly expiresIn: number;
  readonly query?: Readonly<Record<string, string>>;
  /** Headers that the request has to carry just so. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where and how a file is to be uploaded: with exactly these headers, which the signature covers. */
export interface Upload {
  readonly url: string;
  readonly method: 'PUT';
  readonly headers: Readonly<Record<string, string>>;
}

/** Signed addresses in an S3 bucket: a signer instead of the S3 client, which would double a bundle. */
export class PresignedUrls {
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

  /** An address for uploading a file once, of that type and size. */
  async uploadTo(
    key: string,
    file: { readonly contentType: string; readonly size: number },
    expiresIn: number,
  ): Promise<Upload> {
    const headers = {
      'content-type': file.contentType,
      'content-length': String(file.size),
      // What has arrived stays as it is: the address cannot be used to replace it.
      'if-none-match': '*',
    };
    return { url: await this.sign({ method: 'PUT', key, expiresIn, headers }), method: 'PUT', headers };
  }

  /** The address for one request. */
  async sign({ method, key, expiresIn, query = {}, headers = {} }: Signing): Promise<string> {
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
