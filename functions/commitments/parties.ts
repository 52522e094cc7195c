import type { OfficeId } from '../offices/office-id.ts';

/** Whatever names the offices that have a part in a commitment: a commitment at any stage, or what is known of it. */
interface Participated {
  readonly ownerOffice?: OfficeId | undefined;
  readonly coOwners: readonly OfficeId[];
  readonly verifierOffice?: OfficeId | undefined;
}

/** The offices that have a part in a commitment; neither owner nor verifier before it is assigned. */
export interface Parties {
  readonly owner: OfficeId | undefined;
  readonly coOwners: readonly OfficeId[];
  readonly verifier: OfficeId | undefined;
  /** Owner, co-owners and verifier. */
  readonly all: readonly OfficeId[];
}

/** The parties of a commitment. */
export function partiesOf({ ownerOffice: owner, coOwners, verifierOffice: verifier }: Participated): Parties {
  const all = [owner, ...coOwners, verifier].filter((office) => office !== undefined);
  return { owner, coOwners, verifier, all };
}
