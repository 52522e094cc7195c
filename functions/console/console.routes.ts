import * as z from 'zod';
import { cursorQuery, type RequestShape } from '../platform/http/route.ts';

// Pages ignore bodies, and parameters that they do not know.
const anything = z.unknown();

/** An unfit filter is left out, because the address may come from an old link. */
const filters = z.object({ overdue: z.literal('true').optional(), ...cursorQuery }).catch({});

function page<Path extends `/console${string}`, Query extends z.ZodType>(path: Path, query: Query) {
  return { method: 'GET', path, who: 'signedIn', body: anything, query } as const satisfies RequestShape;
}

function openPage<Path extends `/console${string}`>(path: Path, method: 'GET' | 'POST' = 'GET') {
  return { method, path, who: 'open', body: anything, query: anything } as const satisfies RequestShape;
}

/**
 * The pages for people: read by the console function, API Gateway (infra) and the tests. The gateway does not verify
 * visitors: their session is in a cookie, which the function verifies.
 */
export const PAGES = {
  /** Redirects to the list of commitments that wait for the visitor's office. */
  start: openPage('/console'),
  listCommitments: page('/console/commitments', filters),
  showCommitment: page('/console/commitments/{commitmentId}', anything),
  /** The report of a region on a month, as it was stored. */
  showReport: page('/console/reports/{region}/{month}', anything),
  /** To here the hosted page redirects the browser. */
  signIn: openPage('/console/sign-in'),
  signOut: openPage('/console/sign-out', 'POST'),
  signedOut: openPage('/console/signed-out'),
  /** All other addresses. */
  unknown: openPage('/console/{proxy+}'),
} as const;
