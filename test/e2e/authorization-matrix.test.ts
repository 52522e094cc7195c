import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ALL_ROUTES } from '../../functions/api/all.routes.ts';
import { ROLES, type Role } from '../../functions/people/actors.ts';
import type { Route } from '../../functions/platform/http/route.ts';
import { BODIES, CALENDAR, FAR_YEAR, FILE, OFFICE, PERSON } from '../builders/bodies.ts';
import { commitmentAt, forumBody, GORONTALO, PALOPO } from '../builders/commitments.ts';
import { announce, upload } from '../builders/files.ts';
import { forged, whileShortLived } from '../builders/tokens.ts';
import { type Answer, as, refusal, withToken } from '../engine/api.ts';
import { run } from '../engine/runs.ts';
import { platform } from '../engine/under-test.ts';
import { until } from '../engine/until.ts';
import { createUser, signIn } from '../engine/users.ts';
import { officeShape, personShape, problemShape } from '../oracles/shapes.ts';

/** The caller's office relative to the requested region, Gorontalo, and whether the region is in its scope. */
const PLACES = {
  own: { office: GORONTALO.sekda, region: GORONTALO.region, sees: true },
  serving: { office: GORONTALO.branch, region: GORONTALO.region, sees: true },
  // Palu is served by the same Kedeputian.
  sibling: { office: '72.71-sekda', region: '72.71', sees: false },
  foreign: { office: PALOPO.sekda, region: PALOPO.region, sees: false },
} as const;
const TOKENS = ['valid', 'expired', 'forged'] as const;
type Token = (typeof TOKENS)[number];

interface Caller {
  readonly role: Role;
  readonly place: keyof typeof PLACES;
}
const CALLERS: readonly Caller[] = ROLES.flatMap((role) => [
  { role, place: 'own' },
  { role, place: 'serving' },
  { role, place: 'sibling' },
  { role, place: 'foreign' },
]);
const nameOf = ({ role, place }: Caller) => `${role} of an office that is ${place}`;
const sees = ({ role, place }: Caller) => role === 'admin' || PLACES[place].sees;

/** Values of path parameters and filters. All except offices, runs and the year are in Gorontalo. */
const target: Record<string, string> = {
  region: GORONTALO.region,
  code: GORONTALO.region,
  kedeputian: 'X',
  year: String(FAR_YEAR),
};

interface Request {
  readonly body: (caller: Caller) => object;
  /** The refusal in scope, if any: then the request has no effect. */
  readonly refused?: string;
}

/** Requests of routes that need more than the valid body. */
const REQUESTS: Readonly<Record<string, Request>> = {
  createOffice: { body: () => ({ ...OFFICE, officeId: `73.73-${crypto.randomUUID()}` }) },
  createForum: {
    body: ({ place }) => {
      const { office, region } = PLACES[place];
      return { ...forumBody(), region, chairOffice: office, secretariatOffices: [office], participants: [] };
    },
  },
  invitePerson: {
    body: ({ place }) => ({
      ...PERSON,
      email: `${crypto.randomUUID()}@example.org`,
      offices: [{ officeId: PLACES[place].office }],
    }),
  },
  changePerson: { body: () => ({ name: 'Petugas', version: 999 }), refused: '409 version-stale' },
  // The commitment is closed.
  addEvidence: { body: () => FILE, refused: '409 move-not-allowed' },
  moveCommitment: { body: () => ({ move: 'note', text: 'catatan', version: 999 }), refused: '409 version-stale' },
  applyCalendar: { body: () => ({ ...CALENDAR, version: 999 }), refused: '409 version-stale' },
  previewCalendar: { body: () => ({ ...CALENDAR, version: 999 }), refused: '409 version-stale' },
};

const ROWS = Object.entries(ALL_ROUTES).map(([name, route]: [string, Route]) => {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, id]) => id ?? '');
  const { properties = {} } = z.toJSONSchema(route.query, { io: 'input' });
  const inQuery = Object.keys(properties).filter((filter) => ['region', 'forum'].includes(filter));
  const isInRegion = [...inPath, ...inQuery].some((id) => ['forumId', 'commitmentId', 'region', 'code'].includes(id));
  return { name, ...route, inQuery, isInRegion };
});
type Row = (typeof ROWS)[number];

/** The expected answer by the route's `who` and the scope rule. */
function ruled({ name, who, answers, isInRegion }: Row, caller: Caller, token: Token): string {
  const answered = Object.keys(answers)[0] ?? '';
  if (who === 'open') return answered;
  if (token !== 'valid') return '401';
  if (who !== 'signedIn' && !who.includes(caller.role)) return '403 forbidden';
  if (isInRegion && !sees(caller)) return '404 not-found';
  // The other offices serve a region or two, and none all of a Kedeputian.
  if (['reportNation', 'reportKedeputian'].includes(name) && caller.role !== 'admin') return '404 not-found';
  if (name === 'reportOffice' && caller.role !== 'admin' && caller.place !== 'foreign') return '404 not-found';
  // The office lies in Palopo, where the Sekda is secretariat of forums.
  if (name === 'listLetters' && caller.role !== 'admin' && caller.place !== 'foreign') return '404 not-found';
  // The person is an official of the office that is the caller's own.
  const isOfPerson = ['getPerson', 'changePerson', 'endAccess'].includes(name);
  if (isOfPerson && caller.role !== 'admin' && caller.place !== 'own') return '404 not-found';
  return REQUESTS[name]?.refused ?? answered;
}

const held = new Map<string, Readonly<Record<Token, string>>>();

/** Requests the target, or other values for the same parameters. */
async function ask(row: Row, caller: Caller, token: Token, wanted = target): Promise<Answer> {
  const named = (id: string) => {
    const value = wanted[id];
    if (value === undefined) throw new Error(`there is no ${id} to ask for`);
    return value;
  };
  const path = row.path.replaceAll(/\{(\w+)\}/g, (_, id) => named(id));
  const query = new URLSearchParams(row.inQuery.map((filter): [string, string] => [filter, named(filter)]));
  const fit = Object.entries(BODIES).find(([of]) => of === row.name)?.[1];
  const body = REQUESTS[row.name]?.body(caller) ?? fit;
  return await withToken(held.get(nameOf(caller))?.[token]).send(
    row.method,
    row.inQuery.length === 0 ? path : `${path}?${query}`,
    body === undefined ? {} : { body },
  );
}

/** The status and the problem code. The gateway refuses tokens itself, without a code. */
function outcome(answer: Answer): string {
  if (answer.status < 400 || answer.status === 401) return `${answer.status}`;
  const { code } = problemShape.parse(JSON.parse(answer.text));
  refusal(answer, answer.status, code);
  return `${answer.status} ${code}`;
}

async function forEachCaller<Seen>(look: (caller: Caller) => Promise<Seen> | Seen): Promise<Record<string, Seen>> {
  const seen = CALLERS.map(async (caller): Promise<[string, Seen]> => [nameOf(caller), await look(caller)]);
  return Object.fromEntries(await Promise.all(seen));
}

/** A user with that role in an office of that place, created if necessary. */
async function emailOf({ role, place }: Caller): Promise<string> {
  const { office } = PLACES[place];
  const known = platform().users.find((user) => user.office === office && user.groups.includes(role));
  if (known !== undefined) return known.email;
  const email = `${crypto.randomUUID()}@example.org`;
  await createUser({ email, office, role });
  return email;
}

beforeAll(async () => {
  const people = await Promise.all(CALLERS.map(async (caller) => ({ caller, email: await emailOf(caller) })));
  const signedIn = await whileShortLived(() =>
    Promise.all(people.map(async (person) => ({ ...person, expired: (await signIn(person.email)).idToken }))),
  );
  for (const { caller, email, expired } of signedIn) {
    const { idToken: valid } = await signIn(email);
    const office = caller.place === 'own' ? 'bpjs-pusat' : PLACES.own.office;
    held.set(nameOf(caller), { valid, expired, forged: forged(valid, { 'custom:office': office }) });
  }

  const commitment = await commitmentAt('inProgress', GORONTALO);
  const { evidenceId, upload: address } = await announce(commitment);
  expect(await upload(address, '%PDF-1.7 bukti')).toBe(200);
  await commitment.move(GORONTALO.branch, { move: 'withdraw', resolution: 'withdrawn', reason: 'digabung' });
  const { forumId } = commitment.view;
  const office = { ...OFFICE, officeId: `73.73-${crypto.randomUUID()}` };
  const { officeId } = await as('admin').post('/offices', office, [201, officeShape]);
  const { runId } = await run('reconciliation', { dryRun: true });
  const email = `${crypto.randomUUID()}@example.org`;
  await createUser({ email, office: PLACES.own.office });
  const staff = await as('admin').all(`/people?office=${PLACES.own.office}`, personShape);
  const userId = staff.find((person) => person.email === email)?.userId;
  Object.assign(target, { userId, forumId, forum: forumId, commitmentId: commitment.id, evidenceId, officeId, runId });

  for (const { expired: token } of held.values()) {
    await until(async () => (await withToken(token).send('GET', '/me')).status, 401);
  }
});

describe.each(ROWS)('$method $path', (row) => {
  it.each(TOKENS)(
    'answers every role and region as the route table and the scope say, for a token that is %s',
    async (token) => {
      const seen = await forEachCaller(async (caller) => outcome(await ask(row, caller, token)));
      expect(seen).toEqual(await forEachCaller((caller) => ruled(row, caller, token)));
    },
  );
});

describe.each(ROWS.filter(({ isInRegion }) => isInRegion))('$method $path', (row) => {
  it('answers an id outside of the scope with the same bytes as an unknown id', async () => {
    for (const caller of CALLERS.filter((each) => !sees(each))) {
      // An unknown id in the caller's region, and one in the target's.
      const nobodys = [PLACES[caller.place].region, GORONTALO.region].map((region) => {
        const id = `${region.replace('.', '')}-00000000000000000000`;
        return { ...target, region: '99.99', code: '99.99', forumId: id, forum: id, commitmentId: id, evidenceId: 'a' };
      });
      const answers = await Promise.all([target, ...nobodys].map((wanted) => ask(row, caller, 'valid', wanted)));
      const texts = answers.map((answer) => {
        const { instance } = problemShape.parse(JSON.parse(answer.text));
        return answer.text.replace(instance, '');
      });
      expect(new Set(texts).size, nameOf(caller)).toBe(1);
    }
  });
});
