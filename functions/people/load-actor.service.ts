import * as z from 'zod';
import type { OfficeStore } from '../offices/offices.store.ts';
import type { OfficeId } from '../offices/offices.ts';
import { NotPermittedError, NotSignedInError } from '../platform/values/errors.ts';
import { NATION, scopeOfAll } from '../regions/scope.ts';
import { dayAtOffices } from './account-rules.ts';
import type { Actor } from './actors.ts';
import { officesHeld, type Person } from './people.ts';
import { officesOfAccounts } from './person-lookup.service.ts';

/** The actor of a request, with the account. */
export interface SignedIn extends Actor {
  readonly person: Person;
}

// Signature, issuer, audience and expiry are already verified. The gateway also accepts access tokens.
const idToken = z.object({ token_use: z.literal('id'), sub: z.string().min(1) });

/** The user id in verified claims. @throws NotSignedInError they are not those of an ID token */
export function userIdOf(claims: unknown): string {
  const token = idToken.safeParse(claims);
  if (!token.success) throw new NotSignedInError('Masuk dengan ID token Tuntas.');
  return token.data.sub;
}

/**
 * Makes the actor of an account, with the offices held today and their scope.
 * @param named the office to act for, if the request names one
 * @throws NotPermittedError there is no account, its access has ended, it holds no office today, or not the named one
 */
export async function actorOf(
  person: Person | undefined,
  {
    named,
    now,
    offices,
  }: { readonly named: string | undefined; readonly now: Date; readonly offices: Pick<OfficeStore, 'get'> },
): Promise<SignedIn> {
  if (person === undefined) throw new NotPermittedError(NOT_CONNECTED);
  if (person.endedAt !== undefined) throw new NotPermittedError('Akses akun Anda sudah diakhiri.');
  const known = await officesOfAccounts(offices, [person]);
  const [first, ...others] = officesHeld(person, dayAtOffices(known, now));
  if (first === undefined) throw new NotPermittedError(NOT_CONNECTED);
  const held: readonly [OfficeId, ...OfficeId[]] = [first, ...others];
  const { userId, role } = person;
  const scope = role === 'admin' ? NATION : scopeOfAll(held.map((id) => known.get(id)?.serves ?? []));
  if (named === undefined) return { userId, role, offices: held, scope, person };
  if (!held.includes(named)) throw new NotPermittedError('Kantor itu tidak Anda pegang hari ini.');
  return { userId, role, offices: held, namedOffice: named, scope, person };
}

const NOT_CONNECTED = 'Akun Anda belum terhubung dengan instansi.';
