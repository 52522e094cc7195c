import * as z from 'zod';
import codes from './categories.json' with { type: 'json' };

/** The theme of a commitment, such as `antrean` or `data-kependudukan`. */
export const category = z.enum(codes);
