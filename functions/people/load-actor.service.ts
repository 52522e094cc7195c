import * as z from 'zod';
import type { OfficeStore } from '../offices/offices.store.ts';
import { officeId } from '../offices/offices.ts';
import { NotPermittedError, NotSignedInError } from '../platform/values/errors.ts';
import { NATION } from '../regions/scope.ts';
import { type Actor, ROLES } from './actors.ts';

// API Gateway delivers a list as the text `[a b]`; the token itself has a list.
const groups = z.union([
  z.array(z.string()),
  z.string().transform((written) =>
    written
      .replace(/^\[|\]$/g, '')
      .split(/[\s,]+/)
      .filter((name) => name !== ''),
  ),
]);

// Signature, issuer, audience and expiry are already verified. The gateway also accepts access tokens, which have no
// office.
const idToken = z.object({
  token_use: z.literal('id'),
  sub: z.string().min(1),
  'custom:office': z.string().optional(),
  'cognito:groups': groups.default([]),
});

/**
 * Loads the actor of verified claims, with the scope of the office held.
 * @throws NotSignedInError the claims are not those of an ID token
 * @throws NotPermittedError the person has no role, or no registered office
 */
export async function loadActor(claims: unknown, offices: Pick<OfficeStore, 'get'>): Promise<Actor> {
  const token = idToken.safeParse(claims);
  if (!token.success) throw new NotSignedInError('Masuk dengan ID token Tuntas.');
  const roles = ROLES.filter((role) => token.data['cognito:groups'].includes(role));
  const office = officeId.safeParse(token.data['custom:office']);
  if (roles.length === 0 || !office.success) throw new NotPermittedError('Akun ini belum diberi peran dan kantor.');
  const identity = { userId: token.data.sub, office: office.data, roles };
  if (roles.includes('admin')) return { ...identity, scope: NATION };
  const heldOffice = await offices.get(office.data);
  if (heldOffice === undefined) throw new NotPermittedError('Kantor dari akun ini belum terdaftar.');
  return { ...identity, scope: heldOffice.serves };
}
