import type { OfficeId } from '../offices/office-id.ts';

interface WithParties {
  readonly ownerOffice?: OfficeId | undefined;
  readonly coOwners: readonly OfficeId[];
  readonly verifierOffice?: OfficeId | undefined;
}

/** Before the assignment, owner and verifier are undefined. */
export interface Parties {
  readonly owner: OfficeId | undefined;
  readonly coOwners: readonly OfficeId[];
  readonly verifier: OfficeId | undefined;
  /** Owner, co-owners and verifier. */
  readonly all: readonly OfficeId[];
}

export function partiesOf({ ownerOffice: owner, coOwners, verifierOffice: verifier }: WithParties): Parties {
  const all = [owner, ...coOwners, verifier].filter((office) => office !== undefined);
  return { owner, coOwners, verifier, all };
}
