import * as z from 'zod';
import { STAGE_NAMES } from './stages.ts';

// Apart from the commitments: whoever only counts where they stand and how they ended can do without the rest.

/** A stage's name, as in the API. */
export const stage = z.enum(STAGE_NAMES);

export const FINDINGS = ['fulfilled', 'partlyFulfilled', 'cannotBeFulfilled'] as const;
/** What the verifier found. */
export const finding = z.enum(FINDINGS);

/** How a commitment ended. */
export const resolution = z.enum([...FINDINGS, 'withdrawn', 'merged']);
