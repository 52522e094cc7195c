import { describe, expect } from 'vitest';
import * as z from 'zod';
import { firstBrokenVersion } from '../../../functions/commitments/events.ts';
import { keys } from '../../../functions/platform/keys.ts';
import { canonicalHash } from '../../../functions/platform/values/canonical-hash.ts';
import { PALOPO } from '../../builders/role-holders.ts';
import { ASSIGN, journeyTo } from '../../engine/journey.ts';
import { fault } from '../../harness/fault-table.ts';
import { denied, failBeforeSending, on } from '../../harness/faults.ts';
import { serveInProcess } from '../../harness/in-process.ts';
import { TableHarness } from '../../harness/table-harness.ts';
import { expectSound, expectSoundCommitment } from '../../oracles/soundness.ts';

const listed = z.object({ items: z.array(z.object({ commitmentId: z.string() })) });
const idsIn = (text: string) => listed.parse(JSON.parse(text)).items.map(({ commitmentId }) => commitmentId);
const HOUR_MS = 3_600_000;
const TEN_MINUTES_MS = 600_000;
const transitions = (harness: TableHarness) =>
  harness.runner.executions.reduce((sum, { entered }) => sum + entered.length, 0);

describe("a missing permission of the workflow's role", () => {
  fault('the workflow must not put items', '503; the execution keeps waiting, and no state loops', async () => {
    const harness = new TableHarness();
    const journey = await journeyTo(harness, 'raised');
    const before = transitions(harness);
    harness.faults.plan = on('TransactWriteItems', failBeforeSending(denied()));
    const answer = await journey.move(PALOPO.branch, ASSIGN);
    expect([answer.status, answer.code, journey.version]).toEqual([503, 'unavailable', 1]);
    await harness.clock.advance(86_400_000);
    // Three sends, each with the stage, Rejoin and Route.
    const entered = transitions(harness) - before;
    expect(entered).toBeLessThanOrEqual(9);
    expect(harness.item(journey.id)?.refusedBecause).toContain('not authorized');
    harness.faults.plan = () => undefined;
    expect((await journey.move(PALOPO.branch, ASSIGN)).status).toBe(200);
    expectSound(harness);
    return `503, ${entered} transitions in a day; 200 once permitted`;
  });

  fault(
    'the workflow must not write at all',
    'the execution keeps waiting, no state loops, the first reason stays, and moves succeed once permitted',
    async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'raised');
      const before = transitions(harness);
      const noPut = on('TransactWriteItems', failBeforeSending(denied('put items')));
      const noUpdate = on('UpdateItem', failBeforeSending(denied('update items')));
      harness.faults.plan = (...call) => noPut(...call) ?? noUpdate(...call);
      const answer = await journey.move(PALOPO.branch, ASSIGN);
      await harness.clock.advance(HOUR_MS);
      expect(answer.status).toBeGreaterThanOrEqual(202);
      expect(harness.runner.executions).toMatchObject([{ status: 'RUNNING' }]);
      // The stage, then a wait and another attempt of Rejoin at least every five minutes.
      const entered = transitions(harness) - before;
      expect(entered).toBeLessThanOrEqual(2 + 2 * 12);
      harness.faults.plan = () => undefined;
      await harness.clock.advance(TEN_MINUTES_MS);
      expect(harness.item(journey.id)?.refusedBecause).toContain('not authorized to put items');
      expect((await journey.move(PALOPO.branch, ASSIGN)).status).toBe(200);
      expectSound(harness);
      return `${answer.status}, ${entered} transitions in an hour; 200 ten minutes after permission`;
    },
  );
});

describe('an invalid item in the table', () => {
  fault('an item has a later schema version', 'a move of it fails with an error; other commitments move', async () => {
    const harness = new TableHarness();
    const journey = await journeyTo(harness, 'raised');
    const other = await journeyTo(harness, 'assigned');
    const { pk, sk } = keys.commitment(journey.id);
    const item = harness.table.get({ pk: { S: pk }, sk: { S: sk } });
    harness.table.tamper({ ...item, schema: { N: '99' } });
    const moving = harness.client().move(journey.id, { ...ASSIGN, version: 1 }, PALOPO.branch, 'move');
    await expect(harness.clock.until(moving)).rejects.toThrow(/schema 99, this code reads/);
    expect((await other.move(PALOPO.owner, { move: 'start' })).status).toBe(200);
    expectSoundCommitment(harness, other.id);
    return 'ItemUnreadableError names the item; the other is moved, 200';
  });

  fault(
    'a list contains an item of a later schema version',
    'all others are listed; reading the item fails',
    async () => {
      const harness = new TableHarness();
      const [broken, other] = [await journeyTo(harness, 'raised'), await journeyTo(harness, 'assigned')];
      const api = await serveInProcess(harness);
      const { pk, sk } = keys.commitment(broken.id);
      harness.table.tamper({ ...harness.table.get({ pk: { S: pk }, sk: { S: sk } }), schema: { N: '99' } });
      const list = await api.ask({ by: PALOPO.sekda, method: 'GET', path: '/commitments' });
      expect([list.status, idsIn(list.text)]).toEqual([200, [other.id]]);
      const one = await api.ask({ by: PALOPO.sekda, method: 'GET', path: `/commitments/${broken.id}` });
      expect(one.status).toBe(500);
      return '200 with all others; 500 for the item, and an error in the log';
    },
  );

  for (const [what, change] of [
    ['its reason', { reason: { S: 'lain' } }],
    ['its office', { office: { S: '73.73-dinsos' } }],
    ['its time', { at: { S: '2026-03-01T00:00:00.000Z' } }],
    ['its hash', { hash: { S: 'x' } }],
    ['its place in the chain', { previousHash: { S: 'x' } }],
  ] as const) {
    fault(`an event was changed: ${what}`, 'the chain check names the version, also after the next move', async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'inProgress');
      const { pk, sk } = keys.event(journey.id, 2);
      const item = harness.table.get({ pk: { S: pk }, sk: { S: sk } });
      harness.table.tamper({ ...item, ...change });
      const chain = () =>
        firstBrokenVersion(
          harness.events(journey.id).map(({ event }) => event),
          canonicalHash,
        );
      expect(chain()).toBe(2);
      expect((await journey.move(PALOPO.sekda, { move: 'note', text: 'catatan' })).status).toBe(200);
      expect(chain()).toBe(2);
      return 'broken at version 2, also after the next move';
    });
  }
});
