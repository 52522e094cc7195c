import type { OfficeStore } from '../../offices/offices.store.ts';
import type { OfficeId } from '../../offices/offices.ts';
import { ConcurrentChangeError, retry } from '../../platform/retry.ts';
import { dayAtOffices } from '../account-rules.ts';
import type { PeopleStore } from '../people.store.ts';
import type { Person } from '../people.ts';
import { officesOfAccounts } from '../person-lookup.service.ts';
import type { InvitationSender, InvitedTerm } from './invitations.ts';

/** Attempts of a change under concurrent changes. */
export const ATTEMPTS = 8;

export interface DeliverInvitationDeps {
  readonly people: Pick<PeopleStore, 'get' | 'save'>;
  readonly offices: Pick<OfficeStore, 'get'>;
  readonly sender: InvitationSender;
}

/**
 * Sends an invitation, and notes with the account that it was sent. Without mail the account stays as it is.
 * @param by the office that invites
 */
export type DeliverInvitation = (to: Person, by: OfficeId, now: Date) => Promise<Person>;

export function deliverInvitationWith({ people, offices, sender }: DeliverInvitationDeps): DeliverInvitation {
  return async (to, by, now) => {
    const known = await officesOfAccounts(offices, [to], [by]);
    const dayAt = dayAtOffices(known, now);
    const [first, ...others] = to.offices.flatMap(({ officeId, ...term }): InvitedTerm[] => {
      const office = known.get(officeId);
      const isPast = term.to !== undefined && term.to < (dayAt(officeId) ?? '');
      return office === undefined || isPast ? [] : [{ ...term, office }];
    });
    const invitedBy = known.get(by);
    if (first === undefined || invitedBy === undefined) return to;
    if (!(await sender.send({ ...to, invitedBy, terms: [first, ...others] }))) return to;
    return await noteInvitation(people, to, now.toISOString());
  };
}

async function noteInvitation(people: DeliverInvitationDeps['people'], to: Person, invitedAt: string): Promise<Person> {
  let before: Person | undefined = to;
  return await retry({ attempts: ATTEMPTS }, async (attempt) => {
    if (attempt > 1) before = await people.get(to.userId);
    if (before === undefined) return to;
    const after = { ...before, invitedAt };
    if (await people.save({ before, after })) return after;
    throw new ConcurrentChangeError('Akun ini sedang diubah oleh pihak lain. Ulangi sebentar lagi.');
  });
}
