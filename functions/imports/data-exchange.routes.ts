import * as z from 'zod';
import { ADMIN_ONLY } from '../people/actors.ts';
import { readRoute, uploadTarget, writeRoute } from '../platform/http/route.ts';
import { CONTENT_TYPES, FORMATS } from '../platform/values/file-formats.ts';
import { TABLE_NAMES, uploadFile } from './transfers.ts';

export const dataExchangeRoutes = {
  announceUpload: writeRoute(
    'POST',
    '/uploads',
    ADMIN_ONLY,
    'Announce a file for an import and get an address to upload it to',
    uploadFile,
    { 201: z.object({ uploadId: z.string(), upload: uploadTarget }) },
  ),
  exportRegion: {
    ...readRoute('/regions/{code}/export', 'signedIn', 'What is known of a region as a file of open data', z.string()),
    query: z.strictObject({
      what: z.enum(TABLE_NAMES).default('commitments'),
      format: z.enum(FORMATS).default('csv'),
    }),
    files: Object.values(CONTENT_TYPES),
  },
} as const;
