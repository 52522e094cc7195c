import type { OfficeId, Offices } from '../offices/offices.ts';
import { type InputProblem, InputRefusedError, NotPermittedError } from '../platform/values/errors.ts';
import { type LocalDate, localDateIn } from '../platform/values/local-date.ts';
import type { Actor } from './actors.ts';
import { type OfficeTerm, officesHeld, type Person } from './people.ts';

/** Whom somebody manages: role and offices of the account. */
type Managed = Pick<Person, 'role' | 'offices'>;

/** The local day at an office; undefined if the office is unknown. */
export function dayAtOffices(offices: Offices, now: Date): (office: OfficeId) => LocalDate | undefined {
  return (id) => {
    const office = offices.get(id);
    return office === undefined ? undefined : localDateIn(office.timeZone, now);
  };
}

/**
 * Checks the terms of an account: known offices, no two terms of one office at the same time, and not all of them past.
 * @param dayAt the local day at an office; undefined if the office is unknown
 * @throws InputRefusedError lists every problem
 */
export function checkTerms(terms: readonly OfficeTerm[], dayAt: (office: OfficeId) => LocalDate | undefined): void {
  const problems: InputProblem[] = terms.flatMap((term, index) => [
    ...(dayAt(term.officeId) === undefined
      ? [{ path: `offices.${index}.officeId`, message: `kantor ${term.officeId} tidak dikenal` }]
      : []),
    ...(terms.slice(0, index).some((earlier) => doOverlap(earlier, term))
      ? [{ path: `offices.${index}`, message: 'bertumpuk dengan masa lain di kantor yang sama' }]
      : []),
  ]);
  const isPast = ({ officeId, to }: OfficeTerm) => to !== undefined && to < (dayAt(officeId) ?? '');
  if (terms.every(isPast)) {
    problems.push(...terms.map((_, index) => ({ path: `offices.${index}.to`, message: 'sudah lewat' })));
  }
  if (problems.length > 0) throw new InputRefusedError(problems);
}

/** Whether both are terms of one office and have a day in common. */
function doOverlap(one: OfficeTerm, other: OfficeTerm): boolean {
  const begins = (term: OfficeTerm) => term.from ?? '';
  const endsBefore = (term: OfficeTerm, { from = '' }: OfficeTerm) => term.to !== undefined && term.to < from;
  if (one.officeId !== other.officeId) return false;
  return begins(one) <= begins(other) ? !endsBefore(one, other) : !endsBefore(other, one);
}

/** Whether somebody with this account could administer the platform today. */
export function isAbleAdministrator(of: Person, dayAt: (office: OfficeId) => LocalDate | undefined): boolean {
  return of.role === 'admin' && of.endedAt === undefined && officesHeld(of, dayAt).length > 0;
}

/** Whether the actor may see the account: administrators all, officials those who hold one of their offices. */
export function maySee(actor: Actor, { offices }: Pick<Managed, 'offices'>): boolean {
  return actor.role === 'admin' || offices.some(({ officeId }) => actor.offices.includes(officeId));
}

/**
 * Whether the actor may create, change or end the account: administrators may all, an official those who are officials of
 * this office and of no other.
 * @param office the office that the actor acts for; each one held unless given
 */
export function mayManage(
  { role, offices }: Pick<Actor, 'role' | 'offices'>,
  managed: Managed,
  office?: OfficeId,
): boolean {
  const held = office === undefined ? offices : [office];
  const isOwn = (id: OfficeId) => managed.role === 'official' && managed.offices.every((term) => term.officeId === id);
  return role === 'admin' || (role === 'official' && held.some(isOwn));
}

/** @throws NotPermittedError the actor may not manage the account ({@link mayManage}) */
export function checkMayManage(actor: Pick<Actor, 'role' | 'offices'>, managed: Managed, office?: OfficeId): void {
  if (mayManage(actor, managed, office)) return;
  throw new NotPermittedError('Anda hanya dapat mengelola akun petugas yang memegang kantor Anda saja.');
}
