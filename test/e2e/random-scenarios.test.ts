import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ALL_ROUTES } from '../../functions/api/all.routes.ts';
import { PROBLEMS } from '../../functions/platform/http/problems.ts';
import type { Route } from '../../functions/platform/http/route.ts';
import { type LikelyValues, mutated, ODD_VALUES, valuesFor } from '../builders/arbitraries.ts';
import { BODIES, FAR_YEAR, OFFICE } from '../builders/bodies.ts';
import { commitmentAt, GORONTALO, PALOPO } from '../builders/commitments.ts';
import { announce, upload } from '../builders/files.ts';
import { propertyRuns } from '../builders/property-runs.ts';
import { type Answer, as, withToken } from '../engine/api.ts';
import { finished, listedShape, run } from '../engine/runs.ts';
import { officeShape, personShape, uploadShape } from '../oracles/shapes.ts';

const { branch, sekda, owner, verifier, support, region } = GORONTALO;
const OFFICIALS = [branch, sekda, owner, verifier, PALOPO.owner];
const NOBODY = '7571-00000000000000000000';
/** A placeholder for the present version of the commitment or calendar. */
const PRESENT = 'present';
const TIME_LIMIT_MS = 60_000 * propertyRuns(1);

const schema = z.record(z.string(), z.unknown());
const content = z.record(z.string(), z.object({ schema }));
const operation = z.object({ responses: z.record(z.string(), z.object({ content: content.optional() })) });
const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

const FITS = {
  ...BODIES,
  // Moves that most commitments allow.
  moveCommitment: { move: 'correct', version: PRESENT, statement: { id: 'Menambah dua loket' }, reason: 'salah tulis' },
};
const ROWS = Object.entries(ALL_ROUTES).map(([name, route]: [string, Route]) => ({
  ...route,
  name,
  fit: Object.entries(FITS).find(([of]) => of === name)?.[1],
}));
type Row = (typeof ROWS)[number];

interface Tried {
  readonly who: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly key: string | undefined;
}

/** Existing values by the names of fields. Offices and commitments are created for these tests, which change them. */
let likely: LikelyValues = {};
let openApi: z.output<typeof document>;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const seen = { accepted: 0, refused: 0 };

beforeAll(async () => {
  openApi = document.parse(JSON.parse((await withToken().send('GET', '/openapi.json')).text));
  const [started, ...others] = await Promise.all([
    commitmentAt('inProgress', GORONTALO),
    ...(['raised', 'raised', 'assigned', 'submitted', 'verified', 'closed'] as const).map((place) =>
      commitmentAt(place, GORONTALO),
    ),
    commitmentAt('inProgress', PALOPO),
  ]);
  const { evidenceId, upload: address } = await announce(started);
  await upload(address, '%PDF-1.7 bukti');
  const newOffice = () => `${region}-${crypto.randomUUID()}`;
  const office = { ...OFFICE, officeId: newOffice(), region, serves: [region], escalatesTo: sekda };
  const { officeId } = await as('admin').post('/offices', office, [201, officeShape]);
  const { runId } = await run('reconciliation', { dryRun: true });
  const { uploadId } = await as('admin').post('/uploads', BODIES.announceUpload, [201, uploadShape]);

  const userIds = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const body = { ...BODIES.invitePerson, email: `${crypto.randomUUID()}@example.org` };
      return (await as('admin').post('/people', body, [201, personShape])).userId;
    }),
  );

  const commitments = [started, ...others];
  const forums = commitments.map(({ view }) => view.forumId);
  const offices = [sekda, owner, verifier, support, branch];
  likely = {
    // Most often the one that has a file.
    commitmentId: [...Array(4).fill(started.id), ...commitments.map(({ id }) => id), NOBODY],
    mergedInto: [...commitments.map(({ id }) => id), NOBODY],
    forumId: [...forums, NOBODY],
    forum: forums,
    evidenceId: [evidenceId],
    runId: [runId, NOBODY],
    // Not the present year, which other tests use.
    year: [FAR_YEAR],
    officeId: [officeId, newOffice(), newOffice(), newOffice()],
    ...Object.fromEntries(
      ['office', 'ownerOffice', 'verifierOffice', 'coOwners', 'chairOffice', 'secretariatOffices', 'participants'].map(
        (name) => [name, offices],
      ),
    ),
    escalatesTo: [null, sekda, officeId],
    version: [PRESENT, PRESENT, 1, 2, 3],
    region: [region, region, region, PALOPO.region],
    code: [region, region, region, PALOPO.region],
    uploadId: [uploadId],
    userId: [...userIds, NOBODY],
    kedeputian: ['IX', 'X', 'unassigned'],
    asOf: ['2025-06-19', '2026-01-15'],
    // Cursors cannot be generated.
    cursor: [undefined],
    serves: [region, '75'],
    parent: ['75'],
    on: ['2027-01-11', '2027-03-16', '2025-06-20'],
    date: ['2025-06-19', '2026-01-15', '2025-06', '2025', null],
    value: ['74,4', '390.777', 80, 1e-9],
  };
});

// Waits for the runs started here, which would disturb other tests.
afterAll(async () => {
  const all = await as('admin').all('/runs', listedShape);
  for (const { runId } of all.filter(({ status }) => status === 'running')) await finished(runId, listedShape);
});

/** Requests of a route: valid, nearly valid, and mutated. */
function requests({ path, who, query, body, fit }: Row): fc.Arbitrary<Tried> {
  const people = ['admin', 'auditor', ...OFFICIALS];
  const may = people.filter((person) => {
    const role = OFFICIALS.includes(person) ? 'official' : person;
    return typeof who === 'string' || who.some((allowed) => allowed === role);
  });
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const id = (name: string) =>
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...(likely[name] ?? [])).map(String) },
      { weight: 1, arbitrary: ODD_VALUES.map((odd) => `-${written(odd).toWellFormed()}`) },
    );
  const shape = z.toJSONSchema(query, { io: 'input' });
  const queries = valuesFor(shape, likely, 0);
  return fc.record({
    who: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...may) },
      { weight: 1, arbitrary: fc.constantFrom(...people) },
    ),
    ids: fc.record(Object.fromEntries(names.map((name): [string, fc.Arbitrary<string>] => [name, id(name)]))),
    query: fc.oneof(
      { weight: 5, arbitrary: queries },
      { weight: fit === undefined ? 2 : 0, arbitrary: valuesFor(shape, likely, 1) },
      { weight: 1, arbitrary: mutated(queries) },
    ),
    body: fit === undefined ? fc.constant(undefined) : bodies(z.toJSONSchema(body, { io: 'input' }), fit),
    key: fc.option(fc.constantFrom('a', 'b', 'a'.repeat(200), 'a'.repeat(201)), { nil: undefined, freq: 8 }),
  });
}

function bodies(shape: z.core.JSONSchema.JSONSchema, fit: object): fc.Arbitrary<unknown> {
  const fits = valuesFor(shape, likely, 0);
  const edges = valuesFor(shape, likely, 1);
  const nearly = fc.tuple(edges, fc.nat()).map(([value, pick]) => {
    const fields = Object.entries(value ?? {});
    return { ...fit, ...Object.fromEntries(fields.slice(pick % (fields.length + 1)).slice(0, 1)) };
  });
  return fc.oneof(fits, edges, nearly, mutated(fc.oneof(fits, nearly)));
}

const written = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

async function send({ method, path }: Row, { who, ids, query, body, key }: Tried): Promise<Answer> {
  const at = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(ids[name] ?? ''));
  const fields = Object.entries(query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, string] => [name, written(value)]);
  const asked = fields.length === 0 ? at : `${at}?${new URLSearchParams(fields)}`;
  if (typeof body === 'object' && body !== null && 'version' in body && body.version === PRESENT) {
    const present = await as('admin').send('GET', at.replace(/\/(moves|preview)$/, ''));
    const { version } = z.object({ version: z.int().optional() }).parse(JSON.parse(present.text));
    return await as(who).send(method, asked, { body: { ...body, version }, key });
  }
  return await as(who).send(method, asked, { body, key });
}

/** Expects an answer that the route and the OpenAPI document describe. */
function check({ method, path, answers, alsoAs }: Row, { status, headers, text }: Answer): void {
  expect(status, text).toBeLessThan(500);
  expect(headers.get('x-request-id')).toMatch(/\S/);
  if (status === 204) {
    expect([text, openApi.paths[path]?.[method.toLowerCase()]?.responses[status]?.content]).toEqual(['', undefined]);
    return;
  }
  const [type = ''] = (headers.get('content-type') ?? '').split(';');
  const value: unknown = type.endsWith('json') ? JSON.parse(text) : text;
  if (status < 300) {
    seen.accepted += 1;
    const told = openApi.paths[path]?.[method.toLowerCase()]?.responses[status]?.content?.[type]?.schema;
    expect(misfits(told, value), text).toEqual([]);
    const form = alsoAs?.includes(type) ? z.string() : answers[status];
    expect(form?.safeParse(value).error, text).toBeUndefined();
    return;
  }
  seen.refused += 1;
  expect(type).toBe('application/problem+json');
  expect(misfits(openApi.components.schemas.Problem, value), text).toEqual([]);
  const { code } = z.object({ code: z.enum(Object.keys(PROBLEMS)) }).parse(value);
  const of = Object.entries(PROBLEMS).find(([known]) => known === code)?.[1];
  expect(value).toMatchObject({ status, title: of?.title });
  expect(status).toBe(of?.status);
}

/** The parts of a value that its schema does not allow; schemas name every field. */
function misfits(told: object | undefined, value: unknown) {
  if (told === undefined) throw new Error('the document does not speak of such an answer');
  const fits = ajv.compile({ ...told, components: openApi.components });
  fits(value);
  return fits.errors ?? [];
}

describe('a random request is answered as the OpenAPI document describes, and never with 500', () => {
  it.each(ROWS)('$method $path', { timeout: TIME_LIMIT_MS }, async (row) => {
    const property = fc.asyncProperty(requests(row), async (tried) => check(row, await send(row, tried)));
    await fc.assert(property, { numRuns: propertyRuns(row.fit === undefined ? 15 : 45) });
  });

  it('covers both accepted and refused requests', () => {
    const total = seen.accepted + seen.refused;
    expect(Math.min(seen.accepted, seen.refused) / total, JSON.stringify(seen)).toBeGreaterThan(0.1);
  });
});
