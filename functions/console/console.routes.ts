/** A page: where it is, and whether it asks the visitor to sign in first. */
export interface Page {
  readonly method: 'GET' | 'POST';
  readonly path: `/console${string}`;
  readonly who: 'open' | 'signedIn';
}

/**
 * The pages for people, a row per page: read by the console function, API Gateway (infra) and the tests. The gateway lets
 * all of them pass: who is signed in stands in a cookie, which the function verifies.
 */
export const PAGES = {
  /** Leads to the list of what waits for the visitor's office. */
  start: { method: 'GET', path: '/console', who: 'open' },
  listCommitments: { method: 'GET', path: '/console/commitments', who: 'signedIn' },
  showCommitment: { method: 'GET', path: '/console/commitments/{commitmentId}', who: 'signedIn' },
  /** The report of a region that is kept of a month. */
  showReport: { method: 'GET', path: '/console/reports/{region}/{month}', who: 'signedIn' },
  /** Where the hosted page sends the browser back to. */
  signIn: { method: 'GET', path: '/console/sign-in', who: 'open' },
  signOut: { method: 'POST', path: '/console/sign-out', who: 'open' },
  signedOut: { method: 'GET', path: '/console/signed-out', who: 'open' },
  /** Every other address below. */
  unknown: { method: 'GET', path: '/console/{proxy+}', who: 'open' },
} as const satisfies Record<string, Page>;

/** Name of a page. */
export type PageName = keyof typeof PAGES;
