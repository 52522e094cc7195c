import * as z from 'zod';
import { flag, given } from '../platform/environment.ts';

/** The variables of functions/api/serve-api.lambda.ts. */
export const serveApiEnvironment = z.object({
  /** Name of the table. */
  TABLE_NAME: given,
  /** Name of the bucket for evidence files. */
  EVIDENCE_BUCKET: given,
  /** Name of the bucket for import files. */
  IMPORT_BUCKET: given,
  /** ARN of the state machine of commitments. */
  LIFECYCLE_ARN: given,
  /** ARNs of the state machines that `POST /runs` starts. */
  RECONCILIATION_ARN: given,
  RENEWAL_ARN: given,
  IMPORT_ARN: given,
  RECALCULATION_ARN: given,
  REMINDERS_ARN: given,
  REPORTS_ARN: given,
  /** Whether letters may be sent for any day. */
  REMINDS_ANY_DAY: flag,
});
