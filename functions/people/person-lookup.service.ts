import type { OfficeStore } from '../offices/offices.store.ts';
import type { OfficeId, Offices } from '../offices/offices.ts';
import { NotFoundError } from '../platform/values/errors.ts';
import { maySee } from './account-rules.ts';
import type { Actor } from './actors.ts';
import type { PeopleStore } from './people.store.ts';
import { officeIdsOf, type Person } from './people.ts';

/** Loads an account that the actor may see. @throws NotFoundError there is none; the error does not say which */
export async function findPerson(people: Pick<PeopleStore, 'get'>, actor: Actor, userId: string): Promise<Person> {
  // DynamoDB refuses longer keys.
  const found = userId.length > 200 ? undefined : await people.get(userId);
  if (found === undefined || !maySee(actor, found)) throw new NotFoundError('Akun tidak ditemukan.');
  return found;
}

/** The offices of the accounts and further ones, as far as they exist. */
export async function officesOfAccounts(
  offices: Pick<OfficeStore, 'get'>,
  accounts: readonly Pick<Person, 'offices'>[],
  further: readonly OfficeId[] = [],
): Promise<Offices> {
  const ids = [...new Set([...accounts.flatMap(officeIdsOf), ...further])];
  const loaded = await Promise.all(ids.map((id) => offices.get(id)));
  return new Map(loaded.filter((office) => office !== undefined).map((office) => [office.officeId, office]));
}
