import type { OfficeStore } from '../offices/offices.store.ts';
import { ItemUnreadableError } from '../platform/item-schema.ts';
import { logger } from '../platform/logger.ts';
import { ConcurrentChangeError, retry } from '../platform/retry.ts';
import { ChangeNotPossibleError, VersionPassedError } from '../platform/values/errors.ts';
import { isSameJson } from '../platform/values/json-equality.ts';
import { checkMayManage, checkTerms, dayAtOffices, isAbleAdministrator } from './account-rules.ts';
import type { Actor } from './actors.ts';
import { ATTEMPTS } from './invitations/deliver-invitation.service.ts';
import { ALREADY_ENDED } from './invitations/invite-person.service.ts';
import type { Administrators, PeopleStore } from './people.store.ts';
import { officesHeld, type Person, type PersonChanges } from './people.ts';
import { findPerson, officesOfAccounts } from './person-lookup.service.ts';
import type { UserPool } from './user-pool.client.ts';

interface ChangePersonDeps {
  readonly people: Pick<PeopleStore, 'get' | 'administrators' | 'save'>;
  readonly offices: Pick<OfficeStore, 'get'>;
}

export interface EndAccessDeps extends ChangePersonDeps {
  readonly people: ChangePersonDeps['people'] & Pick<PeopleStore, 'endSessions'>;
  readonly userPool: Pick<UserPool, 'disable'>;
}

interface AccountRequest {
  readonly userId: string;
  readonly actor: Actor;
  readonly now: Date;
}

/**
 * Changes name, role or offices of an account.
 * @throws NotFoundError there is no such account, or the actor may not see it
 * @throws NotPermittedError the actor may not manage it, as it is or as it would be
 * @throws VersionPassedError the caller has seen an older version
 * @throws ChangeNotPossibleError its access has ended, or the change would end the actor's own or the last administrator's
 * @throws InputRefusedError an unknown office, or unfit terms
 */
export type ChangePerson = (request: AccountRequest & { readonly changes: PersonChanges }) => Promise<Person>;

export function changePersonWith({ people, offices }: ChangePersonDeps): ChangePerson {
  return async ({ userId, actor, now, changes: { version, ...fields } }) =>
    await retry({ attempts: ATTEMPTS }, async () => {
      const before = await findPerson(people, actor, userId);
      const after = { ...before, ...fields, version: before.version + 1 };
      for (const account of [before, after]) checkMayManage(actor, account);
      if (version !== undefined && version !== before.version) {
        throw new VersionPassedError(before.version, 'Akun ini');
      }
      if (before.endedAt !== undefined) throw new ChangeNotPossibleError(ALREADY_ENDED);
      const dayAt = dayAtOffices(await officesOfAccounts(offices, [before, after]), now);
      if (fields.offices !== undefined) checkTerms(fields.offices, dayAt);
      if (isSameJson({ ...after, version: before.version }, before)) return before;
      if (userId === actor.userId && officesHeld(after, dayAt).length === 0)
        throw new ChangeNotPossibleError(OWN_ACCESS);
      const administrators = await administratorsAfter({ people, offices }, before, after, now);
      if (!(await people.save({ before, after, administrators }))) throw changedMeanwhile();
      return after;
    });
}

/**
 * Ends the access of a person; idempotent. First the table, which every request reads, then sessions and user pool: a
 * repeated request does what an interrupted one left.
 * @throws NotFoundError there is no such account, or the actor may not see it
 * @throws NotPermittedError the actor may not manage it
 * @throws ChangeNotPossibleError it is the actor's own, or the last administrator's
 */
export type EndAccess = (request: AccountRequest) => Promise<void>;

export function endAccessWith({ people, offices, userPool }: EndAccessDeps): EndAccess {
  return async ({ userId, actor, now }) => {
    const ended = await retry({ attempts: ATTEMPTS }, async () => {
      const before = await findPerson(people, actor, userId);
      if (userId === actor.userId) throw new ChangeNotPossibleError(OWN_ACCESS);
      checkMayManage(actor, before);
      if (before.endedAt !== undefined) return before;
      const after = { ...before, endedAt: now.toISOString(), version: before.version + 1 };
      const administrators = await administratorsAfter({ people, offices }, before, after, now);
      if (!(await people.save({ before, after, administrators }))) throw changedMeanwhile();
      return after;
    });
    await people.endSessions(userId);
    await userPool.disable(ended.email);
  };
}

const OWN_ACCESS = 'Anda tidak dapat mengakhiri akses Anda sendiri. Mintalah kepada orang lain yang mengelola akun.';

const changedMeanwhile = () =>
  new ConcurrentChangeError('Akun ini sedang diubah oleh pihak lain. Ulangi sebentar lagi.');

/**
 * The administrators by whom a change is judged, if it takes an administrator away.
 * @throws ChangeNotPossibleError nobody else could administer today
 */
async function administratorsAfter(
  { people, offices }: ChangePersonDeps,
  before: Person,
  after: Person,
  now: Date,
): Promise<Administrators | undefined> {
  if (before.role !== 'admin') return undefined;
  const administrators = await people.administrators();
  const others = await Promise.all(
    administrators.userIds.filter((id) => id !== before.userId).map((id) => readable(people, id)),
  );
  const accounts = others.filter((other) => other !== undefined);
  const dayAt = dayAtOffices(await officesOfAccounts(offices, [before, after, ...accounts]), now);
  const isAble = (account: Person) => isAbleAdministrator(account, dayAt);
  if (isAble(before) && !isAble(after) && !accounts.some(isAble)) {
    throw new ChangeNotPossibleError('Ini administrator terakhir. Tunjuk administrator lain lebih dahulu.');
  }
  return administrators;
}

/** The account. Nobody can sign in with an unreadable one, so it is no administrator, and keeps none from being changed. */
async function readable(people: Pick<PeopleStore, 'get'>, userId: string): Promise<Person | undefined> {
  try {
    return await people.get(userId);
  } catch (error) {
    if (!(error instanceof ItemUnreadableError)) throw error;
    logger.error('account not counted as an administrator', { error });
    return undefined;
  }
}
