import { csvOf } from '../adapters/csv-writer.ts';
import { xlsxOf } from '../adapters/xlsx-writer.ts';
import { TooLargeError } from '../domain/errors.ts';
import type { TableName } from '../domain/import-input.ts';
import { cellsOf, headingOf } from '../domain/table-rows.ts';
import { CONTENT_TYPES, type FORMATS } from '../domain/transfers.ts';
import type { HttpResult } from '../runtime/http.ts';

/** What a file of each kind is called. */
const NAMES = { forums: 'forum', commitments: 'komitmen', offices: 'kantor', readings: 'indikator' } as const;

/** Lambda answers with at most 6 MB (quotas of Lambda), of which the headers take some. */
const ANSWER_LIMIT = 6 * 1024 * 1024 - 16 * 1024;

/**
 * Records as a file to be saved.
 * @param suffix what the file is called besides what it holds
 * @throws TooLargeError it is larger than can be answered
 */
export function fileAnswer(
  { what, format }: { readonly what: TableName; readonly format: (typeof FORMATS)[number] },
  suffix: string,
  records: readonly object[],
): HttpResult {
  const rows = records.map((record) => cellsOf(what, record));
  const sheet = { name: NAMES[what], heading: headingOf(what), rows };
  const body = format === 'csv' ? csvOf(sheet) : Buffer.from(xlsxOf([sheet])).toString('base64');
  if (Buffer.byteLength(body) > ANSWER_LIMIT) {
    throw new TooLargeError('Berkas ini terlalu besar untuk dikirim sekaligus. Pilih daerah yang lebih kecil.');
  }
  return {
    statusCode: 200,
    headers: {
      'content-type': format === 'csv' ? `${CONTENT_TYPES.csv}; charset=utf-8` : CONTENT_TYPES.xlsx,
      'content-disposition': `attachment; filename="${NAMES[what]}-${suffix}.${format}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body,
    isBase64Encoded: format === 'xlsx',
  };
}
