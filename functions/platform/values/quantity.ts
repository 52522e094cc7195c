import * as z from 'zod';

/** Numbers beyond 15 digits lose precision, and DynamoDB refuses them, as it does numbers below the smallest. */
const LARGEST = 999_999_999_999_999;
const SMALLEST = 1e-9;
const figure = z
  .number()
  .min(-LARGEST)
  .max(LARGEST)
  .refine((value) => value === 0 || Math.abs(value) >= SMALLEST, 'terlalu kecil');

/** A number of at most 15 digits, or the same in Indonesian notation (390.777 or 74,4). */
export const quantity = z.union([
  figure,
  z
    .string()
    .regex(/^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/)
    .transform((written) => Number(written.replaceAll('.', '').replace(',', '.')))
    .pipe(figure),
]);
