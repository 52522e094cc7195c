import * as z from 'zod/mini';
import type { Route } from '../api/routes.ts';
import { localDate } from '../platform/values/local-date.ts';
import { REPORT_FORMATS, REPORT_TYPES, report } from './report-form.ts';

const noBody = z.undefined();
const query = z.strictObject({ asOf: z.optional(localDate), format: z.optional(z.enum(REPORT_FORMATS)) });
const { json: _, ...alsoAs } = REPORT_TYPES;

function row(path: `/reports/${string}`, title: string) {
  return {
    method: 'GET',
    path,
    who: 'signedIn',
    title,
    body: noBody,
    query,
    answers: { 200: report },
    alsoAs: Object.values(alsoAs),
    takesSession: true,
  } as const satisfies Route<typeof noBody, typeof query>;
}

/** The reports, a row per kind. */
export const REPORT_ROUTES = {
  reportNation: row('/reports/national', 'How the commitments of the nation stand, or stood on a day'),
  reportRegion: row('/reports/regions/{region}', 'The same of a kabupaten, kota or province'),
  reportKedeputian: row('/reports/kedeputian/{kedeputian}', 'The same of the provinces of a Kedeputian'),
  reportOffice: row('/reports/offices/{officeId}', 'The same of what an office owns'),
  reportForum: row('/reports/forums/{forumId}', 'The same of a forum, with its follow-up matrix'),
} as const;
