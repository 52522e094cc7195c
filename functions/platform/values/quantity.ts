import * as z from 'zod';

/** Larger numbers than of 15 digits lose some on the way, and the table refuses them, as it does the smallest ones. */
const LARGEST = 999_999_999_999_999;
const SMALLEST = 1e-9;
const figure = z
  .number()
  .min(-LARGEST)
  .max(LARGEST)
  .refine((value) => value === 0 || Math.abs(value) >= SMALLEST, 'terlalu kecil');

/** A number with at most 15 digits, or the same written the Indonesian way (390.777 or 74,4). */
export const quantity = z.union([
  figure,
  z
    .string()
    .regex(/^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/)
    .transform((written) => Number(written.replaceAll('.', '').replace(',', '.')))
    .pipe(figure),
]);
