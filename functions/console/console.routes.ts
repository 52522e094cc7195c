import * as z from 'zod';
import { ADMIN_ONLY } from '../people/actors.ts';
import { cursorQuery, type FormShape, type RequestShape, type Who } from '../platform/http/route.ts';
import { RUN_WORKFLOWS } from '../runs/runs.ts';

// Pages ignore bodies, and parameters that they do not know.
const anything = z.unknown();

/** Ignores invalid filters, because the URL may come from an old link. */
const filters = z.object({ overdue: z.literal('true').optional(), ...cursorQuery }).catch({});

const workflow = z.enum(RUN_WORKFLOWS);

const letterId = z.string().min(1).max(200);
const runQuery = z.object({ done: z.string(), letter: letterId, after: letterId }).partial().catch({});

/** The row of a page behind the sign-in. */
export function consolePage<Path extends `/console${string}`, Query extends z.ZodType>(path: Path, query: Query) {
  return { method: 'GET', path, who: 'signedIn', body: anything, query } as const satisfies RequestShape;
}

function adminPage<Path extends `/console${string}`, Query extends z.ZodType>(path: Path, query: Query) {
  return { ...consolePage(path, query), who: ADMIN_ONLY } as const satisfies RequestShape;
}

function openPage<Path extends `/console${string}` | '/privacy' | '/'>(path: Path, method: 'GET' | 'POST' = 'GET') {
  return { method, path, who: 'open', body: anything, query: anything } as const satisfies RequestShape;
}

/** The row of a form at its own address. */
export function consoleForm<Path extends `/console${string}`, Query extends z.ZodType>(
  path: Path,
  who: Who,
  query: Query,
) {
  return { path, who, query } as const satisfies FormShape;
}

/**
 * The pages of the console, read by its function, API Gateway (infra) and the tests. The function authenticates
 * visitors by their session cookie; the gateway does not.
 */
export const PAGES = {
  /** The address of the domain alone, as people type it. Redirects to the console. */
  root: openPage('/'),
  /** Redirects to the list of commitments that wait for the visitor's office. */
  start: openPage('/console'),
  listCommitments: consolePage('/console/commitments', filters),
  showCommitment: consolePage('/console/commitments/{commitmentId}', anything),
  /** The stored report of a region and month. */
  showReport: consolePage('/console/reports/{region}/{month}', anything),
  /** Every workflow, and the history of the one in its query. */
  listRuns: adminPage(
    '/console/runs',
    z
      .object({ workflow, ...cursorQuery })
      .partial()
      .catch({}),
  ),
  /** A run; with a letter in its query, that letter of a dry run. */
  showRun: adminPage('/console/runs/{runId}', runQuery),
  /** The console's own page before the hosted sign-in, with the requested page in `to`; its form begins the sign-in. */
  enter: openPage('/console/enter'),
  beginSignIn: openPage('/console/enter', 'POST'),
  /** The redirect target of the hosted sign-in page. */
  signIn: openPage('/console/sign-in'),
  signOut: openPage('/console/sign-out', 'POST'),
  signedOut: openPage('/console/signed-out'),
  /** The privacy notice: the data kept about officials, the reasons, and for how long. */
  privacy: openPage('/privacy'),
  unknown: openPage('/console/{proxy+}'),
} as const;

/** The forms of the console: GET shows one, POST to the same address acts. */
export const CONSOLE_FORMS = {
  /** Starts a run of the workflow in its query, or lets choose one. */
  newRun: consoleForm('/console/runs/new', ADMIN_ONLY, z.object({ workflow: workflow.optional().catch(undefined) })),
} as const satisfies Readonly<Record<string, FormShape>>;

/** All methods and paths that the function of the console answers. */
export function consoleRows(): readonly ConsoleRow[] {
  return [...Object.values(PAGES), ...formRows(CONSOLE_FORMS)];
}

type ConsoleRow = Pick<RequestShape, 'method' | 'path'>;

/** The methods and paths of forms: each is shown and posted at one address. */
export function formRows(forms: Readonly<Record<string, FormShape>>): readonly ConsoleRow[] {
  return Object.values(forms).flatMap(({ path }) => [
    { method: 'GET', path },
    { method: 'POST', path },
  ]);
}
