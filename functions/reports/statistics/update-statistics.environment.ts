import * as z from 'zod';
import { nonEmpty } from '../../platform/environment.ts';

export const updateStatisticsEnvironment = z.object({
  TABLE_NAME: nonEmpty,
});
