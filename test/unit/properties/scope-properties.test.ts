import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/people/actors.ts';
import { regionOfId } from '../../../functions/platform/values/ids.ts';
import { covers } from '../../../functions/regions/scope.ts';
import { propertyRuns } from '../../builders/property-runs.ts';
import { GORONTALO, PALOPO, type RoleHolders } from '../../builders/role-holders.ts';
import { LINE, RAISE } from '../../engine/journey.ts';
import { type ApiInProcess, serveInProcess } from '../../harness/in-process.ts';
import { TableHarness } from '../../harness/table-harness.ts';
import { commitmentIds } from '../../oracles/soundness.ts';

const TIME_LIMIT_MS = 60_000 * propertyRuns(1);
const people = (cast: RoleHolders): readonly Actor[] => [
  cast.branch,
  cast.sekda,
  cast.owner,
  cast.verifier,
  cast.other,
];
const FOUR = [0, 1, 2, 3];

/** The API over a table with commitments of two regions at different stages. */
async function twoRegions(): Promise<{ harness: TableHarness; api: ApiInProcess }> {
  const harness = new TableHarness();
  const api = await serveInProcess(harness);
  for (const cast of [PALOPO, GORONTALO]) for (const steps of [0, 2, 3]) await raised(harness, cast, steps);
  return { harness, api };
}

/** Raises a commitment in a region and takes it some steps along the line, without the API. */
async function raised(harness: TableHarness, cast: RoleHolders, steps: number): Promise<void> {
  const client = harness.client();
  const told = await harness.clock.until(client.raise(cast.forum, RAISE, cast.branch, `raise ${steps}`));
  const offices = { ownerOffice: cast.owner.office, verifierOffice: cast.verifier.office };
  const movers = [cast.branch, cast.owner, cast.owner];
  for (const [index, by] of movers.slice(0, steps).entries()) {
    const [, step] = LINE[index] ?? [];
    if (step === undefined) throw new Error('the line is shorter');
    const here = step.move === 'assign' ? { ...step, ...offices } : step;
    const moved = await harness.clock.until(
      client.move(told.commitmentId, { ...here, version: index + 1 }, by, `step ${index}`),
    );
    expect(moved.status).toBe(200);
  }
}

/** The region of a partition; undefined for items without a region, such as offices. */
function regionOf(pk: string): string | undefined {
  return regionOfId(pk.slice(pk.indexOf('#') + 1));
}

/** Every kind of request by id or for a list. */
function requestsFor(commitmentId: string, forumId: string, region: string) {
  const commitment = `/commitments/${commitmentId}`;
  const post = (path: string, body: object) => ({ method: 'POST', path, body });
  const get = (path: string, query?: Record<string, string>) => ({ method: 'GET', path, ...(query ? { query } : {}) });
  return [
    get(commitment),
    get(`${commitment}/events`),
    get(`${commitment}/evidence`),
    get(`${commitment}/evidence/00000000000000000000`),
    get(`/forums/${forumId}`),
    get('/commitments'),
    get('/commitments', { region }),
    get('/commitments', { forum: forumId }),
    get('/commitments', { turn: 'mine' }),
    get('/commitments', { overdue: 'true' }),
    get('/forums'),
    get('/forums', { region }),
    post(`${commitment}/moves`, { move: 'note', text: 'catatan', version: 1 }),
    post(`${commitment}/moves`, {
      move: 'withdraw',
      resolution: 'merged',
      mergedInto: commitmentId,
      reason: 'sama',
      version: 1,
    }),
    post(`${commitment}/evidence`, {
      name: 'a.pdf',
      contentType: 'application/pdf',
      size: 1,
      containsPersonalData: false,
    }),
    post(`/forums/${forumId}/commitments`, RAISE),
  ];
}

describe('requests of an official', () => {
  it('read and write nothing outside the scope', { timeout: TIME_LIMIT_MS }, async () => {
    const { harness, api } = await twoRegions();
    const ids = commitmentIds(harness);
    const forums = [PALOPO.forum.forumId, GORONTALO.forum.forumId];
    let isForeign = 0;
    const property = fc.asyncProperty(
      fc.constantFrom(...people(PALOPO), ...people(GORONTALO)),
      fc.constantFrom(...ids),
      fc.constantFrom(...forums),
      fc.constantFrom('73.73', '75.71', '73', '75', '31.71'),
      fc.nat(),
      async (by, id, forumId, region, pick) => {
        const all = requestsFor(id, forumId, region);
        const question = all[pick % all.length];
        if (question === undefined) return;
        const touched = new Set<string>();
        harness.table.onTouch = ({ pk }) => void touched.add(pk);
        const { status } = await api.ask({ by, ...question });
        harness.table.onTouch = () => undefined;
        const outside = [...touched].filter((pk) => {
          const at = regionOf(pk);
          return at !== undefined && !covers(by.scope, at);
        });
        expect(outside).toEqual([]);
        const meant = question.path.includes(id) ? id : question.path.includes(forumId) ? forumId : undefined;
        if (meant === undefined || covers(by.scope, regionOfId(meant) ?? '')) return;
        isForeign += 1;
        expect(status).toBe(404);
      },
    );
    await fc.assert(property, { numRuns: propertyRuns(300) });
    expect(isForeign).toBeGreaterThan(30);
  });

  it('are answered byte for byte the same after data of another region change', {
    timeout: TIME_LIMIT_MS,
  }, async () => {
    const property = fc.asyncProperty(
      fc.constantFrom(...people(PALOPO)),
      fc.array(fc.constantFrom(...FOUR), { minLength: 1, maxLength: 4 }),
      async (by, elsewhere) => {
        const { harness, api } = await twoRegions();
        const ids = commitmentIds(harness).filter((id) => regionOfId(id) === PALOPO.forum.region);
        const seen = async () => {
          const requests = ids.flatMap((id) => requestsFor(id, PALOPO.forum.forumId, PALOPO.forum.region));
          const answers: string[] = [];
          for (const question of requests.filter(({ method }) => method === 'GET')) {
            answers.push((await api.ask({ by, ...question })).text.replace(/"instance":"[^"]*"/, ''));
          }
          return answers;
        };
        const before = await seen();
        const items = harness.table.all().length;
        for (const [index, steps] of elsewhere.entries()) {
          const cast = { ...GORONTALO, branch: { ...GORONTALO.branch, userId: `colleague ${index}` } };
          await raised(harness, cast, Math.min(steps, 3));
        }
        expect(harness.table.all().length).toBeGreaterThan(items);
        expect(await seen()).toEqual(before);
      },
    );
    await fc.assert(property, { numRuns: propertyRuns(10) });
  });
});
