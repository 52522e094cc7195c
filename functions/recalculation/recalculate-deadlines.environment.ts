import * as z from 'zod';
import { nonEmpty, seconds } from '../platform/environment.ts';

/** The variables of functions/recalculation/recalculate-deadlines.lambda.ts. */
export const recalculateDeadlinesEnvironment = z.object({
  TABLE_NAME: nonEmpty,
  /** The office in whose name the decreed calendar applies, as long as no administrator has applied a version. */
  ADMIN_OFFICE: nonEmpty,
  /** Seconds after which every running function has read a newly applied calendar. */
  CALENDAR_SETTLES_AFTER_SECONDS: seconds,
});
