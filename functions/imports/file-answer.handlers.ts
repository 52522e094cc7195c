import { download } from '../platform/http/download.ts';
import type { HttpResult } from '../platform/http/http-handler.ts';
import { csvOf } from '../platform/spreadsheets/csv-writer.ts';
import { xlsxOf } from '../platform/spreadsheets/xlsx-writer.ts';
import type { FORMATS } from '../platform/values/file-formats.ts';
import { cellsOf, headingOf } from './table-rows.ts';
import type { TableName } from './transfers.ts';

/** What a file of each kind is called. */
const NAMES = { forums: 'forum', commitments: 'komitmen', offices: 'kantor', readings: 'indikator' } as const;

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
  return download(`${NAMES[what]}-${suffix}`, format, format === 'csv' ? csvOf(sheet) : xlsxOf([sheet]));
}
