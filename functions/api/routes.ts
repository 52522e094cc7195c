import * as z from 'zod/mini';
import { calendarInput } from '../calendar/calendar-versions.ts';
import { calendarYear } from '../calendar/calendar-years.ts';
import { stage } from '../commitments/commitment.ts';
import { commitmentView, score } from '../commitments/commitment-view.ts';
import { commitmentEvent } from '../commitments/events.ts';
import { moveInput, raiseInput } from '../commitments/moves/moves.ts';
import { evidenceFile } from '../evidence/evidence.ts';
import { forum, forumInput } from '../forums/forums.ts';
import { TABLE_NAMES } from '../imports/import-input.ts';
import { CONTENT_TYPES, FORMATS, uploadFile } from '../imports/transfers.ts';
import { indicatorReading, readingInput } from '../indicators/readings.ts';
import { letterView } from '../notifications/letter-views.ts';
import { holder, office, officeId } from '../offices/offices.ts';
import type { Role } from '../people/actors.ts';
import { ROLES } from '../people/actors.ts';
import { instant } from '../platform/values/local-date.ts';
import { movedDate } from '../recalculation/recalculation.ts';
import { region } from '../regions/regions.ts';
import { RUN_WORKFLOWS, run, runInput } from '../runs/runs.ts';

/** Who may call a route: anybody without signing in, everybody who is signed in, or the groups named. */
export type Who = 'open' | 'signedIn' | readonly Role[];

/** A route: where it is, who may call it, what it takes, and what it answers by status. */
export interface Route<Body extends z.ZodMiniType = z.ZodMiniType, Query extends z.ZodMiniType = z.ZodMiniType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/${string}`;
  readonly who: Who;
  /** One line in English for the OpenAPI document. */
  readonly title: string;
  readonly body: Body;
  readonly query: Query;
  readonly answers: Readonly<Record<number, z.ZodMiniType>>;
  /** Content types of what is answered with 200, where that is a file and not JSON. */
  readonly files?: readonly string[];
  /** Content types in which people are given the same, whoever asks for them; JSON is for programs. */
  readonly alsoAs?: readonly string[];
  /** Besides the API's token it takes the session of the console: `serve-reports` verifies both, and not the gateway. */
  readonly takesSession?: true;
}

const noBody = z.undefined();
const noQuery = z.strictObject({});
const cursor = { cursor: z.optional(z.string().check(z.maxLength(2_000))) };

function get(path: `/${string}`, who: Who, title: string, answer: z.ZodMiniType): Route<typeof noBody, typeof noQuery> {
  return {
    method: 'GET',
    path,
    who,
    title,
    body: noBody,
    query: noQuery,
    answers: { 200: answer },
  };
}

function list<Query extends z.core.$ZodShape>(path: `/${string}`, title: string, filters: Query, item: z.ZodMiniType) {
  return { ...get(path, 'signedIn', title, pageOf(item)), query: z.strictObject({ ...filters, ...cursor }) };
}

function pageOf<Item extends z.ZodMiniType>(item: Item) {
  return z.object({ items: z.array(item), cursor: z.optional(z.string()) });
}

function take<Body extends z.ZodMiniType>(
  method: 'POST' | 'PUT',
  path: `/${string}`,
  who: Who,
  title: string,
  body: Body,
  answers: Route['answers'],
): Route<Body, typeof noQuery> {
  return { method, path, who, title, body, query: noQuery, answers };
}

/** Takes something away, and has nothing more to say about it. */
function takeAway(path: `/${string}`, who: Who, title: string): Route<typeof noBody, typeof noQuery> {
  return {
    method: 'DELETE',
    path,
    who,
    title,
    body: noBody,
    query: noQuery,
    answers: { 204: noBody },
  };
}

const ACTING = ['official', 'admin'] as const;
const KEEPING = ['admin'] as const;
const code = z.optional(z.string().check(z.maxLength(20)));
const pending = z.object({ moveId: z.string() });
const upload = z.object({ url: z.url(), method: z.literal('PUT'), headers: z.record(z.string(), z.string()) });
const evidence = z.extend(evidenceFile, {
  evidenceId: z.string(),
  uploadedAt: z.optional(instant),
  submittedInVersion: z.optional(z.int()),
});
const me = z.object({
  userId: z.string(),
  office: officeId,
  groups: z.array(z.enum(ROLES)),
  serves: z.array(z.string()),
});

const calendarView = z.extend(calendarYear, { isProvisional: z.boolean() });

const commitmentFilters = {
  region: code,
  forum: z.optional(z.string().check(z.maxLength(64))),
  stage: z.optional(stage),
  office: z.optional(officeId),
  turn: z.optional(z.literal('mine')),
  overdue: z.optional(z.literal('true')),
};

/** The HTTP API, a row per route: read by the API function, API Gateway (infra), the OpenAPI document and the tests. */
export const ROUTES = {
  getHealth: get('/health', 'open', 'Whether the API answers', z.object({ status: z.literal('ok') })),
  getOpenApi: get('/openapi.json', 'open', 'This document', z.record(z.string(), z.unknown())),
  getMe: get('/me', 'signedIn', 'Who is signed in, and for which office', me),
  listRegions: list('/regions', 'Provinces, kabupaten and kota', { parent: code }, region),
  listOffices: list('/offices', 'Offices that concern a region', { region: code }, office),
  createOffice: take('POST', '/offices', ['admin'], 'Enter an office', office, { 201: office }),
  updateOffice: take(
    'PUT',
    '/offices/{officeId}',
    ['admin'],
    'Change an office',
    z.partial(office, { officeId: true }),
    {
      200: office,
    },
  ),
  setHolder: take('PUT', '/offices/{officeId}/holder', ['admin'], 'Say who holds an office', holder, { 200: holder }),
  createForum: take('POST', '/forums', ACTING, 'Open a forum', forumInput, { 201: forum }),
  listForums: list('/forums', 'Forums', { region: code }, forum),
  getForum: get('/forums/{forumId}', 'signedIn', 'A forum and how its commitments stand', z.extend(forum, { score })),
  raiseCommitment: take('POST', '/forums/{forumId}/commitments', ACTING, 'Raise a commitment', raiseInput, {
    201: commitmentView,
    202: z.extend(pending, { commitmentId: z.string() }),
  }),
  listCommitments: list('/commitments', 'Commitments', commitmentFilters, commitmentView),
  getCommitment: get('/commitments/{commitmentId}', 'signedIn', 'A commitment', commitmentView),
  listEvents: list('/commitments/{commitmentId}/events', 'What happened to a commitment', {}, commitmentEvent),
  listEvidence: list('/commitments/{commitmentId}/evidence', 'The evidence of a commitment', {}, evidence),
  addEvidence: take(
    'POST',
    '/commitments/{commitmentId}/evidence',
    ['official'],
    'Announce an evidence file and get an address to upload it to',
    evidenceFile,
    { 201: z.object({ evidenceId: z.string(), upload }) },
  ),
  getEvidence: get(
    '/commitments/{commitmentId}/evidence/{evidenceId}',
    'signedIn',
    'An address to download an evidence file from',
    z.object({ download: z.object({ url: z.url() }) }),
  ),
  moveCommitment: take('POST', '/commitments/{commitmentId}/moves', ACTING, 'Move a commitment', moveInput, {
    200: commitmentView,
    202: pending,
  }),
  startRun: take('POST', '/runs', KEEPING, 'Have a workflow run over all that it concerns', runInput, { 202: run }),
  listRuns: {
    ...list('/runs', 'Runs, the latest first', { workflow: z.optional(z.enum(RUN_WORKFLOWS)) }, run),
    who: KEEPING,
  },
  listLetters: {
    ...list('/offices/{officeId}/letters', 'What an office was written, the latest first', {}, letterView),
    who: ACTING,
  },
  liftSuppression: takeAway(
    '/offices/{officeId}/suppression',
    KEEPING,
    'Write again to the addresses of an office that letters came back from',
  ),
  getRun: get('/runs/{runId}', KEEPING, 'A run and what came of it', run),
  listReadings: list('/regions/{code}/indicators', 'Readings of the indicators of a region', {}, indicatorReading),
  recordReading: take('POST', '/regions/{code}/indicators', ACTING, 'Record a reading of an indicator', readingInput, {
    201: indicatorReading,
  }),
  announceUpload: take(
    'POST',
    '/uploads',
    KEEPING,
    'Announce a file for an import and get an address to upload it to',
    uploadFile,
    { 201: z.object({ uploadId: z.string(), upload }) },
  ),
  exportRegion: {
    ...get('/regions/{code}/export', 'signedIn', 'What is known of a region as a file of open data', z.string()),
    query: z.strictObject({
      what: z._default(z.enum(TABLE_NAMES), 'commitments'),
      format: z._default(z.enum(FORMATS), 'csv'),
    }),
    files: Object.values(CONTENT_TYPES),
  },
  getCalendar: get('/calendar/{year}', 'signedIn', 'The decreed days off of a year', calendarView),
  applyCalendar: take('PUT', '/calendar/{year}', KEEPING, 'Apply a new version of a year', calendarInput, {
    200: calendarView,
  }),
  previewCalendar: {
    ...take('POST', '/calendar/{year}/preview', KEEPING, 'What a new version would move', calendarInput, {
      200: pageOf(movedDate),
    }),
    query: z.strictObject(cursor),
  },
} as const;
