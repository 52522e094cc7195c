import type { Role } from '../domain/actors.ts';

/** Who may call a route: anybody without signing in, everybody who is signed in, or the groups named. */
export type Who = 'open' | 'signedIn' | readonly Role[];

const ACTING = ['official', 'admin'] as const;

/** The HTTP API, a row per route: read by the API function, API Gateway (infra), the OpenAPI document and the tests. */
export const ROUTES = {
  getHealth: { method: 'GET', path: '/health', who: 'open' },
  getOpenApi: { method: 'GET', path: '/openapi.json', who: 'open' },
  getMe: { method: 'GET', path: '/me', who: 'signedIn' },
  listRegions: { method: 'GET', path: '/regions', who: 'signedIn' },
  listOffices: { method: 'GET', path: '/offices', who: 'signedIn' },
  createOffice: { method: 'POST', path: '/offices', who: ['admin'] },
  updateOffice: { method: 'PUT', path: '/offices/{officeId}', who: ['admin'] },
  setHolder: { method: 'PUT', path: '/offices/{officeId}/holder', who: ['admin'] },
  createForum: { method: 'POST', path: '/forums', who: ACTING },
  listForums: { method: 'GET', path: '/forums', who: 'signedIn' },
  getForum: { method: 'GET', path: '/forums/{forumId}', who: 'signedIn' },
  raiseCommitment: { method: 'POST', path: '/forums/{forumId}/commitments', who: ACTING },
  listCommitments: { method: 'GET', path: '/commitments', who: 'signedIn' },
  getCommitment: { method: 'GET', path: '/commitments/{commitmentId}', who: 'signedIn' },
  listEvents: { method: 'GET', path: '/commitments/{commitmentId}/events', who: 'signedIn' },
  listEvidence: { method: 'GET', path: '/commitments/{commitmentId}/evidence', who: 'signedIn' },
  addEvidence: { method: 'POST', path: '/commitments/{commitmentId}/evidence', who: ['official'] },
  getEvidence: { method: 'GET', path: '/commitments/{commitmentId}/evidence/{evidenceId}', who: 'signedIn' },
  moveCommitment: { method: 'POST', path: '/commitments/{commitmentId}/moves', who: ACTING },
} as const;

export type RouteName = keyof typeof ROUTES;
