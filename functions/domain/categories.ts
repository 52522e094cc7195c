import * as z from 'zod/mini';
import shipped from './data/categories.json' with { type: 'json' };

/** The themes that commitments are about, with their labels and an example of a measurable criterion. */
const categories = z
  .array(
    z.object({
      category: z.string(),
      label: z.object({ id: z.string(), en: z.string() }),
      criterionExample: z.object({ id: z.string(), en: z.string() }),
    }),
  )
  .parse(shipped.categories);

/** Code of a theme, such as `antrean` or `data-kependudukan`. */
export const category = z.enum(categories.map((row) => row.category));
