import type { OfficeId } from '../offices/offices.ts';
import { InputRefusedError, NotPermittedError } from '../platform/values/errors.ts';
import { OFFICE_HEADER } from '../platform/values/office-header.ts';
import type { Scope } from '../regions/scope.ts';

/** Officials act for their offices, auditors read, administrators run the platform. */
export const ROLES = ['official', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const ACTING_ROLES = ['official', 'admin'] as const satisfies readonly Role[];

export const ADMIN_ONLY = ['admin'] as const satisfies readonly Role[];

/** A person with the offices held today, and the scope of visible regions. */
export interface Actor {
  readonly userId: string;
  readonly role: Role;
  /** Never empty; the one held longest comes first. */
  readonly offices: readonly [OfficeId, ...OfficeId[]];
  /** The held office that the request names (`Tuntas-Office`). */
  readonly namedOffice?: OfficeId;
  readonly scope: Scope;
}

/** The author of an act: a person who acts for one office. */
export interface Author {
  readonly userId: string;
  readonly role: Role;
  readonly office: OfficeId;
}

/**
 * The author of an act: the actor for the office that the request names; without a name, for the only held office that
 * may act.
 * @param check refuses an author who may not act, with the error that the caller then sees
 * @throws InputRefusedError several of the held offices may act; names them
 */
export function authorOf(actor: Actor, check: (author: Author) => void): Author {
  const author = chosenAuthor(actor, check);
  check(author);
  return author;
}

function chosenAuthor({ userId, role, offices, namedOffice }: Actor, check: (author: Author) => void): Author {
  const first = { userId, role, office: namedOffice ?? offices[0] };
  if (namedOffice !== undefined || offices.length === 1) return first;
  const able = offices.map((office) => ({ userId, role, office })).filter((author) => isPermitted(author, check));
  if (able.length > 1) {
    const names = able.map(({ office }) => office).join(', ');
    throw new InputRefusedError([{ path: OFFICE_HEADER, message: `sebutkan kantor yang Anda wakili: ${names}` }]);
  }
  return able[0] ?? first;
}

function isPermitted(author: Author, check: (author: Author) => void): boolean {
  try {
    check(author);
    return true;
  } catch (error) {
    return !(error instanceof NotPermittedError);
  }
}

/** For acts that any office of a permitted role may do. */
export function anyOffice(): void {}
