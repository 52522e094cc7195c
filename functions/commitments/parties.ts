import type { OfficeId } from '../offices/office-id.ts';
import type { Commitment } from './commitment.ts';
import type { Draft } from './turns.ts';

/** The offices that carry a commitment out and judge it; neither owner nor verifier before it is assigned. */
export interface Parties {
  readonly owner: OfficeId | undefined;
  readonly coOwners: readonly OfficeId[];
  readonly verifier: OfficeId | undefined;
  /** All of them: owner, co-owners, verifier. */
  readonly all: readonly OfficeId[];
}

/** The parties of a commitment, at whichever stage. */
export function partiesOf(of: Commitment | Draft): Parties {
  const owner = 'ownerOffice' in of ? of.ownerOffice : undefined;
  const verifier = 'verifierOffice' in of ? of.verifierOffice : undefined;
  const { coOwners } = of;
  const all = [owner, ...coOwners, verifier].filter((office) => office !== undefined);
  return { owner, coOwners, verifier, all };
}
