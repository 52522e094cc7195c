import * as z from 'zod';
import { flag, nonEmpty } from '../platform/environment.ts';

export const serveApiEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  EVIDENCE_BUCKET: nonEmpty,
  IMPORT_BUCKET: nonEmpty,
  LIFECYCLE_ARN: nonEmpty,
  /** State machines that `POST /runs` starts. */
  RECONCILIATION_ARN: nonEmpty,
  RENEWAL_ARN: nonEmpty,
  RECOUNT_ARN: nonEmpty,
  IMPORT_ARN: nonEmpty,
  RECALCULATION_ARN: nonEmpty,
  REMINDERS_ARN: nonEmpty,
  REPORTS_ARN: nonEmpty,
  /** Allows reminders for any day. */
  REMINDS_ANY_DAY: flag,
});
