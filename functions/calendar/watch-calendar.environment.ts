import * as z from 'zod';
import { nonEmpty } from '../platform/environment.ts';

export const watchCalendarEnvironment = z.object({
  TABLE_NAME: nonEmpty,
});
