import * as z from 'zod';
import { localDate } from './local-date.ts';
import { findRegion } from './regions.ts';
import { covers } from './scope.ts';
import { text } from './text.ts';

/** Identifies an office: lower-case words, digits, dots and hyphens, such as `73.73-dinkes`. */
export const officeId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,62}[a-z0-9]$/)
  .meta({ description: 'Id of an office' });
export type OfficeId = z.infer<typeof officeId>;

const regionCode = z.string().refine((code) => findRegion(code) !== undefined, 'bukan kode daerah yang dikenal');

/** An office: it owns commitments, people only hold it for a time. */
export const office = z.strictObject({
  officeId,
  name: text(200),
  kind: z.enum([
    'regional-head',
    'regional-secretary',
    'inspectorate',
    'opd',
    'hospital',
    'puskesmas',
    'bpjs-branch',
    'bpjs-regional',
    'bpjs-head-office',
  ]),
  region: regionCode.nullable().meta({ description: 'The region it belongs to; null for BPJS offices' }),
  serves: z
    .array(z.union([z.literal('*'), regionCode]))
    .min(1)
    .max(60)
    .meta({ description: 'Region codes, province codes, or * for the nation' }),
  timeZone: z.enum(['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura']),
  escalatesTo: officeId.nullable().meta({ description: 'The next office above' }),
  email: z.email().max(254),
  kedeputian: text(10).optional(),
  aliases: z.array(text(200)).max(10).optional(),
});
export type Office = z.infer<typeof office>;

/** Whoever holds an office for a dated period, perhaps acting (Pj, Plt, Plh). Personal data: never logged. */
export const holder = z
  .strictObject({
    name: text(200),
    email: z.email().max(254),
    from: localDate,
    to: localDate.optional(),
    acting: z.boolean().optional(),
  })
  .refine((value) => value.to === undefined || value.to >= value.from, {
    path: ['to'],
    error: 'lebih awal daripada tanggal mulai',
  });
export type Holder = z.infer<typeof holder>;

/** Whether the office lies in the region or serves it. */
export function concernsRegion(candidate: Office, region: string): boolean {
  return candidate.region === region || covers(candidate.serves, region);
}

/** Offices by id: those that a decision names, and the ones above them. */
export type Offices = ReadonlyMap<OfficeId, Office>;

/** The offices above `id`, nearest first, as `escalatesTo` says. A ring is left where it closes. */
export function lineAbove(id: OfficeId, offices: Offices): readonly OfficeId[] {
  const line: OfficeId[] = [];
  let above = offices.get(id)?.escalatesTo ?? null;
  while (above !== null && above !== id && !line.includes(above)) {
    line.push(above);
    above = offices.get(above)?.escalatesTo ?? null;
  }
  return line;
}
