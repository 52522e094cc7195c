import * as z from 'zod';

// Apart from the offices, which know the regions: whoever only names an office can do without their names and numbers.

/** Identifies an office: lower-case words, digits, dots and hyphens, such as `73.73-dinkes`. */
export const officeId = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,62}[a-z0-9]$/);
export type OfficeId = z.infer<typeof officeId>;
