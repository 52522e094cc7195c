import { TooLargeError } from '../values/errors.ts';
import { CONTENT_TYPES, type FORMATS } from '../values/file-formats.ts';
import type { HttpResult } from './http-handler.ts';

/** Lambda limits a response to 6 MB, including headers. */
const ANSWER_LIMIT = 6 * 1024 * 1024 - 16 * 1024;

/**
 * A file download, never cached.
 * @param name file name without extension
 * @param content CSV text or workbook bytes
 * @throws TooLargeError the file exceeds the response limit
 */
export function download(name: string, format: (typeof FORMATS)[number], content: string | Uint8Array): HttpResult {
  const isText = typeof content === 'string';
  const body = isText ? content : Buffer.from(content).toString('base64');
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
