import * as z from 'zod';
import { STAGE_NAMES } from './stages.ts';

export const stage = z.enum(STAGE_NAMES);

export const FINDINGS = ['fulfilled', 'partlyFulfilled', 'cannotBeFulfilled'] as const;
export const finding = z.enum(FINDINGS);

export const resolution = z.enum([...FINDINGS, 'withdrawn', 'merged']);
