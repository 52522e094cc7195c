import * as z from 'zod';
import { given } from '../platform/environment.ts';

/** The variables of functions/calendar/watch-calendar.lambda.ts. */
export const watchCalendarEnvironment = z.object({
  TABLE_NAME: given,
});
