import type { OfficeId } from '../offices/offices.ts';
import type { Scope } from '../regions/scope.ts';

/** The Cognito groups: officials act for their office, auditors read, administrators run the platform. */
export const ROLES = ['official', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const ACTING_ROLES = ['official', 'admin'] as const satisfies readonly Role[];

export const ADMIN_ONLY = ['admin'] as const satisfies readonly Role[];

/** The authenticated person of a request, with the office held and the scope of visible regions. */
export interface Actor {
  readonly userId: string;
  readonly office: OfficeId;
  readonly roles: readonly Role[];
  readonly scope: Scope;
}
