import { TooLargeError } from '../values/errors.ts';
import { CONTENT_TYPES, type FORMATS } from '../values/file-formats.ts';
import type { HttpResult } from './http-handler.ts';

/** Lambda answers with at most 6 MB (quotas of Lambda), of which the headers take some. */
const ANSWER_LIMIT = 6 * 1024 * 1024 - 16 * 1024;

/**
 * A file to be saved, never cached.
 * @param name what the file is called, without its extension
 * @param written the text of CSV, the bytes of a workbook
 * @throws TooLargeError it is larger than can be answered
 */
export function download(name: string, format: (typeof FORMATS)[number], written: string | Uint8Array): HttpResult {
  const isText = typeof written === 'string';
  const body = isText ? written : Buffer.from(written).toString('base64');
  if (Buffer.byteLength(body) > ANSWER_LIMIT) {
    throw new TooLargeError('Berkas ini terlalu besar untuk dikirim sekaligus. Pilih daerah yang lebih kecil.');
  }
  return {
    statusCode: 200,
    headers: {
      'content-type': isText ? `${CONTENT_TYPES[format]}; charset=utf-8` : CONTENT_TYPES[format],
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body,
    isBase64Encoded: !isText,
  };
}
