import * as z from 'zod';
import { type InputProblem, InputRefusedError } from '../platform/values/errors.ts';
import { localDate } from '../platform/values/local-date.ts';
import { LANGUAGES, text } from '../platform/values/text.ts';
import { findRegion } from '../regions/regions.ts';
import { covers } from '../regions/scope.ts';
import { type OfficeId, officeId } from './office-id.ts';

export { type OfficeId, officeId } from './office-id.ts';

const regionCode = z.string().refine((code) => findRegion(code) !== undefined, 'bukan kode daerah yang dikenal');

/** A transaction has at most 100 writes; replacing all served regions takes two per region, and the rest three. */
const SERVES_LIMIT = 48;

/** An office owns commitments; a person only holds it for a time. */
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
  region: regionCode.nullable(),
  serves: z
    .array(z.union([z.literal('*'), regionCode]))
    .min(1)
    .max(SERVES_LIMIT)
    .refine((codes) => new Set(codes).size === codes.length, 'menyebut daerah yang sama dua kali'),
  timeZone: z.enum(['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura']),
  escalatesTo: officeId.nullable(),
  email: z.email().max(254),
  kedeputian: text(10).optional(),
  /** The language of its letters and pages; Bahasa Indonesia unless given. */
  language: z.enum(LANGUAGES).optional(),
  aliases: z.array(text(200)).max(10).optional(),
});
export type Office = z.infer<typeof office>;

/** The holder of an office for a period, perhaps acting (Pj, Plt, Plh). Personal data: never logged. */
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

/** Whether the office serves the region, which always includes its own. */
export function servesRegion(candidate: Office, region: string): boolean {
  return covers(candidate.serves, region);
}

/** Offices by id, with the offices above them. */
export type Offices = ReadonlyMap<OfficeId, Office>;

/** The offices above `id` by `escalatesTo`, nearest first. Stops at a cycle. */
export function lineAbove(id: OfficeId, offices: Offices): readonly OfficeId[] {
  const line: OfficeId[] = [];
  let above = offices.get(id)?.escalatesTo ?? null;
  while (above !== null && above !== id && !line.includes(above)) {
    line.push(above);
    above = offices.get(above)?.escalatesTo ?? null;
  }
  return line;
}

/**
 * Checks that an office serves its own region, that its superior exists, and that it is not its own superior.
 * @param line the superior, if known, with all offices above it
 * @throws InputRefusedError lists every problem
 */
export function checkOfficePlace(candidate: Omit<Office, 'email'>, line: Offices): void {
  const { officeId: own, escalatesTo: above, region, serves } = candidate;
  const problems: InputProblem[] = [];
  if (region !== null && !covers(serves, region)) {
    problems.push({ path: 'serves', message: 'harus mencakup daerah kantor itu sendiri' });
  }
  if (above !== null && (above === own || lineAbove(above, line).includes(own))) {
    problems.push({ path: 'escalatesTo', message: 'membuat kantor ini menjadi atasan dirinya sendiri' });
  } else if (above !== null && !line.has(above)) {
    problems.push({ path: 'escalatesTo', message: `kantor ${above} tidak dikenal` });
  }
  if (problems.length > 0) throw new InputRefusedError(problems);
}

export interface NamedOffice {
  readonly officeId: OfficeId;
  readonly name: string;
}
