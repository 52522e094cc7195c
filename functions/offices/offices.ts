import * as z from 'zod';
import { type InputProblem, InputRefusedError } from '../platform/values/errors.ts';
import { localDate } from '../platform/values/local-date.ts';
import { LANGUAGES, text } from '../platform/values/text.ts';
import { findRegion } from '../regions/regions.ts';
import { covers } from '../regions/scope.ts';
import { type OfficeId, officeId } from './office-id.ts';

export { type OfficeId, officeId } from './office-id.ts';

const regionCode = z.string().refine((code) => findRegion(code) !== undefined, 'bukan kode daerah yang dikenal');

/** Regions that an office may serve one by one: replacing all of them has to fit in one transaction of 100 writes. */
const SERVES_LIMIT = 49;

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

/** Whether the office serves the region; the one that it lies in is always among those. */
export function servesRegion(candidate: Office, region: string): boolean {
  return covers(candidate.serves, region);
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

/**
 * Checks that an office sees the region that it lies in, that the one above exists, and that none stands above itself.
 * @param line the office above, if it is known, with those above it
 * @throws InputRefusedError lists all that cannot be
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

/** An office as letters name it. */
export interface NamedOffice {
  readonly officeId: OfficeId;
  readonly name: string;
}
