import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { firstBrokenVersion } from '../../functions/commitments/events.ts';
import { canonicalHash } from '../../functions/platform/values/canonical-hash.ts';
import type { ApiClient } from '../../infra/local/api-client.ts';
import { forumBody, PALOPO, RAISE } from '../builders/commitments.ts';
import { KeptPlatform } from '../engine/kept-platform.ts';
import { runShape } from '../engine/runs.ts';
import { fault } from '../harness/fault-table.ts';
import { type CommitmentBody, commitmentShape, eventShape, forumShape, listShape } from '../oracles/shapes.ts';

// The engine saves its state, is killed at once, and restarts. It keeps its list of executions, but all running ones come
// back as failed: on AWS, the loss of every execution at once.

let platform: KeptPlatform;
let admin: ApiClient;
let branch: ApiClient;

beforeAll(async () => {
  platform = await KeptPlatform.start();
  [admin, branch] = await Promise.all([
    platform.as('admin@example.org'),
    platform.as(`petugas.${PALOPO.branch}@example.org`),
  ]);
});
afterAll(async () => await platform?.stop());

async function openCommitments(): Promise<readonly CommitmentBody[]> {
  const { items } = listShape(commitmentShape).parse(await admin.get('/commitments'));
  return items.filter(({ stage }) => stage !== 'closed');
}

async function eventsOf(commitmentId: string) {
  return listShape(eventShape).parse(await admin.get(`/commitments/${commitmentId}/events`)).items;
}

/** Everything that a restart must not change. */
async function recordOf({ commitmentId }: CommitmentBody) {
  const view = commitmentShape.parse(await admin.get(`/commitments/${commitmentId}`));
  return { view, events: await eventsOf(commitmentId) };
}

/** A move of an administrator through the workflow, possible at every open stage. */
function next({ commitmentId, version, stage }: CommitmentBody): Request {
  const reason = 'dilanjutkan setelah gangguan';
  const move =
    stage === 'verified' ? { move: 'sendBack', reason } : { move: 'withdraw', resolution: 'withdrawn', reason };
  return {
    by: admin,
    path: `/commitments/${commitmentId}/moves`,
    body: { ...move, version },
    key: `${commitmentId} ${version}`,
  };
}

interface Request {
  readonly by: ApiClient;
  readonly path: string;
  readonly body: object;
  readonly key: string;
}

/** The answer; undefined from a killed process. */
async function told({ by, path, body, key }: Request): Promise<number> {
  return await by.call('POST', path, body, key).then(
    ({ status }) => status,
    () => 0,
  );
}

async function reconciled() {
  const { body } = await admin.call('POST', '/runs', { workflow: 'reconciliation', input: {}, dryRun: false });
  const { runId } = runShape.parse(body);
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
    const { status, result } = runShape.parse(await admin.get(`/runs/${runId}`));
    if (status === 'succeeded') return result?.rows ?? [];
  }
  throw new Error(`run ${runId} did not end within a minute`);
}

async function expectWhole(commitments: readonly CommitmentBody[]): Promise<void> {
  for (const commitment of commitments) {
    const { view, events } = await recordOf(commitment);
    expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
    expect(view.version).toBe(events.length);
    expect(firstBrokenVersion(events, canonicalHash)).toBeUndefined();
  }
}

describe('an engine that is killed and restarted with its state', () => {
  fault(
    'engine killed during ten requests and restarted with its state',
    'keeps what was done; one reconciliation restarts the rest',
    async () => {
      const forum = forumShape.parse((await branch.call('POST', '/forums', forumBody())).body);
      const open = await openCommitments();
      const [moving, resting] = [open.slice(0, 5), open.slice(5)];
      expect(resting.length).toBeGreaterThan(5);
      const before = await Promise.all(resting.map(recordOf));
      const requests: readonly Request[] = [
        ...moving.map(next),
        ...[1, 2, 3, 4, 5].map((n) => ({
          by: branch,
          path: `/forums/${forum.forumId}/commitments`,
          body: RAISE,
          key: `raise ${n}`,
        })),
      ];
      const answered = new Map<Request, number>();
      const all = Promise.all(requests.map(async (request) => answered.set(request, await told(request))));
      // Kill while some requests are answered and others are not.
      await expect.poll(() => answered.size, { interval: 2, timeout: 30_000 }).toBeGreaterThan(2);
      const early = [...answered];
      await platform.kill();
      await all;
      await platform.restart();

      // A repeated request that was done finds its own event, although no execution waits yet.
      for (const [request, status] of early) expect(await told(request)).toBe(status);
      const rows = await reconciled();
      for (const { commitmentId } of resting) {
        expect(rows.filter((row) => row.commitmentId === commitmentId)).toMatchObject([{ done: 'revived' }]);
      }
      expect(await reconciled()).toEqual([]);
      expect(await Promise.all(resting.map(recordOf))).toEqual(before);

      for (const request of requests) expect([200, 201]).toContain(await told(request));
      for (const request of resting.map(next)) expect(await told(request)).toBe(200);
      const { items } = listShape(commitmentShape).parse(await admin.get(`/commitments?forum=${forum.forumId}`));
      expect(items).toHaveLength(5);
      await expectWhole([...moving, ...resting, ...items]);
      return `${rows.length} revived, ${early.length} of 10 told before, all 10 done once`;
    },
  );

  fault(
    'engine killed during a reconciliation',
    'the next reconciliation restarts all executions, the one after it finds none',
    async () => {
      const open = await openCommitments();
      expect(open.length).toBeGreaterThan(4);
      await platform.kill();
      await platform.restart();
      const run = { workflow: 'reconciliation', input: {}, dryRun: false };
      expect((await admin.call('POST', '/runs', run)).status).toBe(202);
      await expect.poll(() => platform.executionsRunning(), { interval: 2, timeout: 30_000 }).toBeGreaterThan(0);
      await platform.kill();
      await platform.restart();
      const rows = await reconciled();
      expect(await reconciled()).toEqual([]);
      for (const request of open.map(next)) expect(await told(request)).toBe(200);
      await expectWhole(open);
      return `${rows.length} found by the second one, the third finds none, ${open.length} moved on`;
    },
  );
});
