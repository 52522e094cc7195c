import type { OfficeId } from '../offices/offices.ts';
import type { Scope } from '../regions/scope.ts';

/** The Cognito groups: officials act for their office, auditors read, administrators keep the platform. */
export const ROLES = ['official', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The roles that change commitments. */
export const ACTING_ROLES = ['official', 'admin'] as const satisfies readonly Role[];

/** The role that keeps the platform. */
export const ADMIN_ONLY = ['admin'] as const satisfies readonly Role[];

/** Whoever makes a request: a person by a stable id, the office held, and what may be seen. */
export interface Actor {
  readonly userId: string;
  readonly office: OfficeId;
  readonly roles: readonly Role[];
  readonly scope: Scope;
}
