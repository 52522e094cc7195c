import type { OfficeStore } from '../../offices/offices.store.ts';
import type { OfficeId } from '../../offices/offices.ts';
import type { RepeatableRequest } from '../../platform/request-items.ts';
import { ConcurrentChangeError, retry } from '../../platform/retry.ts';
import { ChangeNotPossibleError, InputRefusedError } from '../../platform/values/errors.ts';
import { checkMayManage, checkTerms, dayAtOffices } from '../account-rules.ts';
import type { Actor } from '../actors.ts';
import type { PeopleStore } from '../people.store.ts';
import type { NewPerson, Person } from '../people.ts';
import { findPerson, officesOfAccounts } from '../person-lookup.service.ts';
import type { UserPool } from '../user-pool.client.ts';
import { ATTEMPTS, type DeliverInvitation } from './deliver-invitation.service.ts';

export interface InvitePersonDeps {
  readonly people: PeopleStore;
  readonly offices: Pick<OfficeStore, 'get' | 'hasAddress'>;
  readonly userPool: UserPool;
  readonly deliverInvitation: DeliverInvitation;
}

export interface ResendInvitationDeps extends Pick<InvitePersonDeps, 'people' | 'userPool'> {
  readonly redeliverInvitation: DeliverInvitation;
}

interface InvitationRequest {
  readonly invited: NewPerson;
  /** The office that invites. */
  readonly by: OfficeId;
  readonly now: Date;
  /** Makes the invitation repeatable. */
  readonly request?: RepeatableRequest | undefined;
}

/**
 * Gives a person an account and sends the invitation; an ended account is opened again. Whether the caller may invite is
 * the caller's business.
 *
 * First the user pool, then the table, then the letter: interrupted at any point, nobody has an account who should not
 * (a user of the pool without an account is refused everywhere), and a repeated request does the rest.
 * @throws InputRefusedError an office's address, the address of an account, an unknown office, or unfit terms
 * @throws KeyAlreadyUsedError the request id was used with another body
 * @throws NotReachedError concurrent changes persisted
 */
export type InvitePerson = (invitation: InvitationRequest) => Promise<Person>;

export function invitePersonWith(deps: InvitePersonDeps): InvitePerson {
  return async (invitation) => {
    const account = await retry({ attempts: ATTEMPTS }, async () => await openAccount(deps, invitation));
    // A repeated request finds an account whose letter may be missing.
    if (account.invitedAt !== undefined || account.endedAt !== undefined) return account;
    return await deps.deliverInvitation(account, invitation.by, invitation.now);
  };
}

async function openAccount(
  { people, offices, userPool }: InvitePersonDeps,
  { invited, now, request }: InvitationRequest,
): Promise<Person> {
  const known = await people.findByEmail(invited.email);
  const isRepeated = request !== undefined && (await people.isRecorded(request));
  if (known !== undefined && isRepeated) return known;
  if (known !== undefined && known.endedAt === undefined) throw refused('sudah mempunyai akun');
  if (await offices.hasAddress(invited.email)) {
    throw refused('Alamat ini dibaca beberapa orang. Pakai alamat orangnya.');
  }
  checkTerms(invited.offices, dayAtOffices(await officesOfAccounts(offices, [invited]), now));
  const userId = await userPool.admit(invited.email);
  const after = { ...invited, userId: known?.userId ?? userId, version: (known?.version ?? 0) + 1 };
  if (!(await people.save({ before: known, after, request }))) {
    throw new ConcurrentChangeError('Akun ini sedang diubah oleh pihak lain. Ulangi sebentar lagi.');
  }
  return after;
}

const refused = (message: string) => new InputRefusedError([{ path: 'email', message }]);

/** Milliseconds in which an invitation is not sent again: the button was pressed twice. */
const SAME_MS = 60_000;

/**
 * Sends the invitation of an account again, and lets its address sign in if the user pool does not. Nothing is sent
 * within a minute of the last one.
 * @throws NotFoundError there is no such account, or the actor may not see it
 * @throws NotPermittedError the actor may not manage it
 * @throws ChangeNotPossibleError its access has ended
 * @throws NotReachedError concurrent changes persisted
 */
export type ResendInvitation = (request: {
  readonly userId: string;
  readonly actor: Actor;
  readonly by: OfficeId;
  readonly now: Date;
}) => Promise<Person>;

export function resendInvitationWith({
  people,
  userPool,
  redeliverInvitation,
}: ResendInvitationDeps): ResendInvitation {
  return async ({ userId, actor, by, now }) =>
    await retry({ attempts: ATTEMPTS }, async () => {
      const account = await findPerson(people, actor, userId);
      checkMayManage(actor, account);
      if (account.endedAt !== undefined) throw new ChangeNotPossibleError(ALREADY_ENDED);
      await userPool.admit(account.email);
      const { invitedAt } = account;
      if (invitedAt !== undefined && now.getTime() - Date.parse(invitedAt) < SAME_MS) return account;
      return await redeliverInvitation(account, by, now);
    });
}

export const ALREADY_ENDED = 'Akses akun ini sudah diakhiri. Undang lagi orangnya bila perlu.';
