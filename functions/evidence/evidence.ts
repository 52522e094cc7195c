import * as z from 'zod';
import { text } from '../platform/values/text.ts';

/** The largest evidence file, in bytes. */
export const EVIDENCE_SIZE_LIMIT = 20 * 1024 * 1024;

/** The most evidence files of a commitment. */
export const EVIDENCE_COUNT_LIMIT = 100;

/** The announcement of an evidence file. */
export const evidenceFile = z.strictObject({
  name: text(200).refine((name) => !/[/\\\n]/.test(name), 'tidak boleh memuat garis miring atau baris baru'),
  contentType: z.enum([
    'application/pdf',
    'image/jpeg',
    'image/png',
    'image/heic',
    'text/plain',
    'text/csv',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ]),
  size: z.int().min(1).max(EVIDENCE_SIZE_LIMIT),
  containsPersonalData: z.boolean(),
});
export type EvidenceFile = z.infer<typeof evidenceFile>;
