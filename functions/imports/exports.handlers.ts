import { authenticated } from '../people/authenticated.handlers.ts';
import { download } from '../platform/http/download.ts';
import type { HttpResult } from '../platform/http/http-handler.ts';
import { csvOf } from '../platform/spreadsheets/csv-writer.ts';
import { xlsxOf } from '../platform/spreadsheets/xlsx-writer.ts';
import type { FORMATS } from '../platform/values/file-formats.ts';
import { localDateIn } from '../platform/values/local-date.ts';
import { checkPlace } from '../regions/check-place.ts';
import { timeZoneOf } from '../regions/regions.ts';
import { dataExchangeRoutes } from './data-exchange.routes.ts';
import { type RegionRecordsDeps, recordsOf } from './region-records.service.ts';
import { cellsOf, headingOf } from './table-rows.ts';
import type { TableName } from './transfers.ts';

export const exportHandlers = (deps: RegionRecordsDeps) => [
  authenticated(dataExchangeRoutes.exportRegion, async ({ params, query, actor, now }) => {
    const region = params.code;
    checkPlace(region, actor.scope);
    const today = localDateIn(timeZoneOf(region), now);
    return fileAnswer(query, `${region}-${today}`, await recordsOf(deps, query.what, region, actor.scope));
  }),
];

/** File names. */
const NAMES = { forums: 'forum', commitments: 'komitmen', offices: 'kantor', readings: 'indikator' } as const;

/**
 * Records as a file download.
 * @param suffix end of the file name
 * @throws TooLargeError the file exceeds the response limit
 */
function fileAnswer(
  { what, format }: { readonly what: TableName; readonly format: (typeof FORMATS)[number] },
  suffix: string,
  records: readonly object[],
): HttpResult {
  const rows = records.map((record) => cellsOf(what, record));
  const sheet = { name: NAMES[what], heading: headingOf(what), rows };
  return download(`${NAMES[what]}-${suffix}`, format, format === 'csv' ? csvOf(sheet) : xlsxOf([sheet]));
}
