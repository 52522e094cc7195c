import { describe, expect } from 'vitest';
import type { Actor } from '../../../functions/people/actors.ts';
import { PALOPO } from '../../builders/role-holders.ts';
import { ASSIGN, journeyTo, RAISE, raising, type Step, SUBMIT } from '../../engine/journey.ts';
import { killAtEveryCall } from '../../harness/every-call.ts';
import { fault } from '../../harness/fault-table.ts';
import { type ApiRequest, serveInProcess } from '../../harness/in-process.ts';
import { TableHarness } from '../../harness/table-harness.ts';
import { expectSound } from '../../oracles/soundness.ts';

const EVIDENCE = { name: 'loket.pdf', contentType: 'application/pdf', size: 1000, containsPersonalData: false };

describe('a use case that is killed at each of its calls', () => {
  fault('raise', 'repeated with the same key it is raised once', async () => {
    const calls = await killAtEveryCall(async (faults) => {
      const harness = new TableHarness();
      const first = await harness.clock.until(raising(harness, 'killed', harness.client(faults)));
      expect([0, 201]).toContain(first.status);
      const again = await harness.clock.until(raising(harness, 'killed'));
      expect(again).toMatchObject({ status: 201, commitmentId: first.commitmentId });
      expect(harness.events(again.commitmentId)).toHaveLength(1);
      expectSound(harness);
      return first.status === 201;
    });
    return `201 after a kill at each of ${calls} calls`;
  });

  const moves: readonly [string, Parameters<typeof journeyTo>[1], Actor, Step][] = [
    ['assign', 'raised', PALOPO.branch, ASSIGN],
    ['decline', 'assigned', PALOPO.owner, { move: 'decline', reason: 'bukan kewenangan' }],
    ['submit', 'inProgress', PALOPO.owner, { ...SUBMIT, evidence: [...SUBMIT.evidence] }],
    ['close', 'verified', PALOPO.sekda, { move: 'close', resolution: 'fulfilled' }],
    ['reopen', 'closed', PALOPO.sekda, { move: 'reopen', due: { workingDays: 90 }, reason: 'kambuh' }],
  ];
  for (const [what, stage, by, step] of moves) {
    fault(what, 'repeated with the same key it is recorded once', async () => {
      const calls = await killAtEveryCall(async (faults) => {
        const harness = new TableHarness();
        const { id, version } = await journeyTo(harness, stage);
        const first = await harness.clock.until(harness.client(faults).move(id, { ...step, version }, by, 'killed'));
        expect([0, 200]).toContain(first.status);
        const again = await harness.clock.until(harness.client().move(id, { ...step, version }, by, 'killed'));
        expect(again.status).toBe(200);
        expect(harness.stored(id)?.commitment.version).toBe(version + 1);
        expectSound(harness);
        return first.status === 200;
      });
      return `200 after a kill at each of ${calls} calls`;
    });
  }
});

describe('the API function that is killed at each of its calls', () => {
  const post = { by: PALOPO.branch, method: 'POST', key: 'killed' };
  const pieces: readonly [
    string,
    Parameters<typeof journeyTo>[1],
    (id: string, version: number) => ApiRequest,
    number,
  ][] = [
    ['raise', 'raised', () => ({ ...post, path: `/forums/${PALOPO.forum.forumId}/commitments`, body: RAISE }), 201],
    [
      'assign',
      'raised',
      (id, version) => ({ ...post, path: `/commitments/${id}/moves`, body: { ...ASSIGN, version } }),
      200,
    ],
    [
      'submit',
      'inProgress',
      (id, version) => ({
        ...post,
        by: PALOPO.owner,
        path: `/commitments/${id}/moves`,
        body: { ...SUBMIT, version },
      }),
      200,
    ],
    [
      'evidence',
      'inProgress',
      (id) => ({ ...post, by: PALOPO.owner, path: `/commitments/${id}/evidence`, body: EVIDENCE }),
      201,
    ],
  ];
  for (const [what, stage, request, status] of pieces) {
    fault(`over HTTP: ${what}`, 'repeated with the same key it is recorded once', async () => {
      const calls = await killAtEveryCall(async (faults) => {
        const harness = new TableHarness();
        const { id, version } = await journeyTo(harness, stage);
        const api = await serveInProcess(harness);
        const before = harness.table.all().length;
        api.faults.plan = faults.plan;
        const first = await api.ask(request(id, version));
        faults.calls.push(...api.faults.calls);
        expect([500, status]).toContain(first.status);
        api.faults.plan = () => undefined;
        const again = await api.ask(request(id, version));
        expect(again.status, again.text).toBe(status);
        // A commitment with its first event, another event, or a piece of evidence.
        expect(harness.table.all().length - before).toBe(what === 'raise' ? 2 : 1);
        expectSound(harness);
        return first.status === status;
      });
      return `${status} after a kill at each of ${calls} calls`;
    });
  }
});
