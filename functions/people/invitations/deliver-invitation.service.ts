import type { OfficeStore } from '../../offices/offices.store.ts';
import type { OfficeId } from '../../offices/offices.ts';
import { ConcurrentChangeError, retry } from '../../platform/retry.ts';
import { dayAtOffices } from '../account-rules.ts';
import type { PeopleStore } from '../people.store.ts';
import type { Person } from '../people.ts';
import { officesOfAccounts } from '../person-lookup.service.ts';
import type { Invitation, InvitationSender, InvitedTerm } from './invitations.ts';

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

export function deliverInvitationWith(deps: DeliverInvitationDeps): DeliverInvitation {
  return async (to, by, now) => {
    const invitation = await invitationFor(deps, to, by, now);
    if (invitation === undefined || !(await deps.sender.send(invitation))) return to;
    return await noteInvitation(deps.people, to, now.toISOString());
  };
}

/**
 * Does the same, but notes the invitation before it is sent, so that of several at once only one sends; not accepted by
 * the mail service, it is taken back.
 * @throws ConcurrentChangeError the account has changed since it was read, perhaps by another one sending; none was sent
 */
export function redeliverInvitationWith(deps: DeliverInvitationDeps): DeliverInvitation {
  return async (to, by, now) => {
    const invitation = await invitationFor(deps, to, by, now);
    if (invitation === undefined) return to;
    const noted = { ...to, invitedAt: now.toISOString() };
    if (!(await deps.people.save({ before: to, after: noted }))) throw changedMeanwhile();
    return (await deps.sender.send(invitation)) ? noted : await noteInvitation(deps.people, noted, to.invitedAt);
  };
}

/** The invitation; undefined if the person holds no office today or later. */
async function invitationFor(
  { offices }: Pick<DeliverInvitationDeps, 'offices'>,
  to: Person,
  by: OfficeId,
  now: Date,
): Promise<Invitation | undefined> {
  const known = await officesOfAccounts(offices, [to], [by]);
  const dayAt = dayAtOffices(known, now);
  const [first, ...others] = to.offices.flatMap(({ officeId, ...term }): InvitedTerm[] => {
    const office = known.get(officeId);
    const isPast = term.to !== undefined && term.to < (dayAt(officeId) ?? '');
    return office === undefined || isPast ? [] : [{ ...term, office }];
  });
  const invitedBy = known.get(by);
  return first === undefined || invitedBy === undefined ? undefined : { ...to, invitedBy, terms: [first, ...others] };
}

/** @param invitedAt undefined: there was no invitation */
async function noteInvitation(
  people: DeliverInvitationDeps['people'],
  to: Person,
  invitedAt: string | undefined,
): Promise<Person> {
  let before: Person | undefined = to;
  return await retry({ attempts: ATTEMPTS }, async (attempt) => {
    if (attempt > 1) before = await people.get(to.userId);
    // Another sending that was noted meanwhile stays noted.
    if (before === undefined || before.invitedAt !== to.invitedAt) return before ?? to;
    const { invitedAt: _, ...account } = before;
    const after = invitedAt === undefined ? account : { ...account, invitedAt };
    if (await people.save({ before, after })) return after;
    throw changedMeanwhile();
  });
}

const changedMeanwhile = () =>
  new ConcurrentChangeError('Akun ini sedang diubah oleh pihak lain. Ulangi sebentar lagi.');
