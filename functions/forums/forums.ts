import * as z from 'zod';
import { officeProblems } from '../offices/office-checks.ts';
import { type OfficeId, officeId } from '../offices/office-id.ts';
import type { Offices } from '../offices/offices.ts';
import { InputRefusedError } from '../platform/values/errors.ts';
import { type LocalDate, lastDayOfMonth, localDate } from '../platform/values/local-date.ts';
import { source, text } from '../platform/values/text.ts';
import { findRegion } from '../regions/regions.ts';

const region = z
  .string()
  .refine(
    (code) => code.includes('.') && findRegion(code) !== undefined,
    'bukan kode kabupaten atau kota yang dikenal',
  );

const note = text(500);

const fields = z.strictObject({
  region: region,
  type: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: text(300),
  date: z.string().nullish(),
  datePrecision: z.enum(['day', 'month', 'year', 'unknown']),
  dateNote: note.optional(),
  venue: text(300).nullish(),
  chairOffice: officeId,
  chairCapacity: z.enum(['acting', 'deputy']).optional(),
  secretariatOffices: z
    .array(officeId)
    .min(1)
    .max(2)
    .refine((ids) => new Set(ids).size === ids.length, 'menyebut kantor yang sama dua kali'),
  secretariatBasis: note.optional(),
  participants: z.array(officeId).max(100),
  participantsNote: note.optional(),
  source: source.optional(),
});

const DATE_FORMS = {
  day: localDate,
  month: z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/),
  year: z.string().regex(/^(19|20|21)\d\d$/),
  unknown: z.null().optional(),
};

/** The input that opens a forum. The secretariat usually is the BPJS branch and the Sekda. */
export const forumInput = fields.refine((value) => DATE_FORMS[value.datePrecision].safeParse(value.date).success, {
  path: ['date'],
  error: 'tidak sesuai dengan datePrecision (day: YYYY-MM-DD, month: YYYY-MM, year: YYYY, unknown: tanpa tanggal)',
});
export type ForumInput = z.infer<typeof forumInput>;

/** A partnership forum. */
export const forum = fields.extend({ forumId: z.string() });
export type Forum = z.infer<typeof forum>;

/**
 * The day from which deadlines of the forum's commitments count: its date, or the last day of its month or year.
 * @returns undefined if the date is unknown
 */
export function forumDay(of: Pick<Forum, 'date' | 'datePrecision'>): LocalDate | undefined {
  if (of.date === undefined || of.date === null) return undefined;
  switch (of.datePrecision) {
    case 'day':
      return of.date;
    case 'month':
      return lastDayOfMonth(of.date);
    case 'year':
      return `${of.date}-12-31`;
    case 'unknown':
      return undefined;
  }
}

export function officesOf(of: ForumInput): readonly OfficeId[] {
  return [of.chairOffice, ...of.secretariatOffices, ...of.participants];
}

/** Checks that each named office exists and serves the region. @throws InputRefusedError lists every invalid office */
export function checkForumOffices(of: ForumInput, offices: Offices): void {
  const check = (path: string, id: OfficeId) => officeProblems(path, id, of.region, offices);
  const problems = [
    ...check('chairOffice', of.chairOffice),
    ...of.secretariatOffices.flatMap((id, index) => check(`secretariatOffices.${index}`, id)),
    ...of.participants.flatMap((id, index) => check(`participants.${index}`, id)),
  ];
  if (problems.length > 0) throw new InputRefusedError(problems);
}
