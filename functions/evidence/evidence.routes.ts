import * as z from 'zod';
import { listRoute, readRoute, uploadTarget, writeRoute } from '../platform/http/route.ts';
import { instant } from '../platform/values/local-date.ts';
import { evidenceFile } from './evidence.ts';

const evidence = evidenceFile.extend({
  evidenceId: z.string(),
  uploadedAt: instant.optional(),
  submittedInVersion: z.int().optional(),
});

export const evidenceRoutes = {
  listEvidence: listRoute('/commitments/{commitmentId}/evidence', 'The evidence of a commitment', {}, evidence),
  addEvidence: writeRoute(
    'POST',
    '/commitments/{commitmentId}/evidence',
    ['official'],
    'Announce an evidence file and get an address to upload it to',
    evidenceFile,
    { 201: z.object({ evidenceId: z.string(), upload: uploadTarget }) },
  ),
  getEvidence: readRoute(
    '/commitments/{commitmentId}/evidence/{evidenceId}',
    'signedIn',
    'An address to download an evidence file from',
    z.object({ download: z.object({ url: z.url() }) }),
  ),
} as const;
