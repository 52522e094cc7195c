import * as z from 'zod';

// Separate from offices.ts, so that modules that only need ids do not load the regions.

/** An office id: lower-case letters, digits, dots and hyphens, such as `73.73-dinkes`. */
export const officeId = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,62}[a-z0-9]$/);
export type OfficeId = z.infer<typeof officeId>;
