import * as z from 'zod';
import type { Route } from '../platform/http/route.ts';
import { localDate } from '../platform/values/local-date.ts';
import { REPORT_FORMATS, REPORT_TYPES, report } from './report-form.ts';

// A body of a GET is ignored.
const body = z.unknown();
const query = z.strictObject({ asOf: localDate.optional(), format: z.enum(REPORT_FORMATS).optional() });
const { json: _, ...alsoAs } = REPORT_TYPES;

function row<Path extends `/reports/${string}`>(path: Path, title: string) {
  return {
    method: 'GET',
    path,
    who: 'signedIn',
    title,
    body,
    query,
    answers: { 200: report },
    alsoAs: Object.values(alsoAs),
    takesSession: true,
  } as const satisfies Route;
}

export const reportRoutes = {
  reportNation: row('/reports/national', 'How the commitments of the nation stand, or stood on a day'),
  reportRegion: row('/reports/regions/{region}', 'The same of a kabupaten, kota or province'),
  reportKedeputian: row('/reports/kedeputian/{kedeputian}', 'The same of the provinces of a Kedeputian'),
  reportOffice: row('/reports/offices/{officeId}', 'The same of what an office owns'),
  reportForum: row('/reports/forums/{forumId}', 'The same of a forum, with its follow-up matrix'),
} as const;
