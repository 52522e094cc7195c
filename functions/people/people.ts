import * as z from 'zod';
import { type OfficeId, officeId } from '../offices/offices.ts';
import { instant, type LocalDate, localDate } from '../platform/values/local-date.ts';
import { text } from '../platform/values/text.ts';
import { ROLES } from './actors.ts';

/** The time in which a person holds an office, in days of the office's time zone; without `to`, until further notice. */
export const officeTerm = z
  .strictObject({ officeId, from: localDate.optional(), to: localDate.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || to >= from, {
    path: ['to'],
    error: 'lebih awal daripada tanggal mulai',
  });
export type OfficeTerm = z.infer<typeof officeTerm>;

const personName = text(200);

/** Enough for a career; a transaction, which has at most 100 writes, takes two for each. */
const officeTerms = z.array(officeTerm).min(1).max(20);

/** Who is invited. The case of an address does not matter, and 128 characters are the most, as for the user pool. */
export const newPerson = z.strictObject({
  email: z.email().max(128).toLowerCase(),
  name: personName,
  role: z.enum(ROLES),
  offices: officeTerms,
});
export type NewPerson = z.infer<typeof newPerson>;

/** The changeable fields of an account. The address is not among them: it is the person's identity. */
export const personChanges = z.strictObject({
  ...newPerson.omit({ email: true }).partial().shape,
  /** The version that the caller has seen. */
  version: z.int().optional(),
});
export type PersonChanges = z.infer<typeof personChanges>;

/** An account: one person, who may sign in with this address. Personal data: never logged. */
export const person = z.object({
  /** The `sub` of the user pool. */
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  offices: z.array(officeTerm),
  version: z.int(),
  /** When the last invitation was sent. */
  invitedAt: instant.optional(),
  /** When the access ended. */
  endedAt: instant.optional(),
});
export type Person = z.infer<typeof person>;

/** The ids of the offices that a person has held, holds or will hold. */
export function officeIdsOf({ offices }: Pick<Person, 'offices'>): readonly OfficeId[] {
  return [...new Set(offices.map(({ officeId }) => officeId))];
}

/** Whether the term includes the day. */
function isInForce({ from, to }: OfficeTerm, day: LocalDate): boolean {
  return (from === undefined || from <= day) && (to === undefined || to >= day);
}

/** The offices held, the one held longest first. @param dayAt the local day at an office; undefined if it is unknown */
export function officesHeld(
  { offices }: Pick<Person, 'offices'>,
  dayAt: (office: OfficeId) => LocalDate | undefined,
): readonly OfficeId[] {
  const held = offices.filter((term) => {
    const day = dayAt(term.officeId);
    return day !== undefined && isInForce(term, day);
  });
  return held
    .toSorted(({ from: one = '' }, { from: other = '' }) => (one < other ? -1 : one > other ? 1 : 0))
    .map((term) => term.officeId);
}
