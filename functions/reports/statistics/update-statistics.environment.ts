import * as z from 'zod';
import { given } from '../../platform/environment.ts';

export const updateStatisticsEnvironment = z.object({
  TABLE_NAME: given,
});
