import { describe, expect } from 'vitest';
import * as z from 'zod';
import { firstBrokenVersion } from '../../../functions/commitments/events.ts';
import { keys } from '../../../functions/platform/keys.ts';
import { seal } from '../../../functions/platform/values/canonical-hash.ts';
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

describe("a permission that the workflow's role lacks", () => {
  fault(
    'it may not put items',
    '503; the workflow goes on listening, and no state is entered over and over',
    async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'raised');
      const before = transitions(harness);
      harness.faults.plan = on('TransactWriteItems', failBeforeSending(denied()));
      const told = await journey.move(PALOPO.branch, ASSIGN);
      expect([told.status, told.code, journey.version]).toEqual([503, 'unavailable', 1]);
      await harness.clock.advance(86_400_000);
      // Three sends: for each the stage, Rejoin and, from there, Route.
      const entered = transitions(harness) - before;
      expect(entered).toBeLessThanOrEqual(9);
      expect(harness.item(journey.id)?.refusedBecause).toContain('not authorized');
      harness.faults.plan = () => undefined;
      expect((await journey.move(PALOPO.branch, ASSIGN)).status).toBe(200);
      expectSound(harness);
      return `503, ${entered} transitions in a day; 200 once it may`;
    },
  );

  fault(
    'it may write nothing at all',
    'the execution waits instead of ending, without entering states over and over, and listens once it may write',
    async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'raised');
      const before = transitions(harness);
      harness.faults.plan = on('TransactWriteItems UpdateItem', failBeforeSending(denied()));
      const told = await journey.move(PALOPO.branch, ASSIGN);
      await harness.clock.advance(HOUR_MS);
      expect(told.status).toBeGreaterThanOrEqual(202);
      expect(harness.runner.executions).toMatchObject([{ status: 'RUNNING' }]);
      // The stage, and then a wait and a further try of Rejoin every five minutes or more.
      const entered = transitions(harness) - before;
      expect(entered).toBeLessThanOrEqual(2 + 2 * 12);
      harness.faults.plan = () => undefined;
      await harness.clock.advance(TEN_MINUTES_MS);
      expect(harness.item(journey.id)?.refusedBecause).toContain('not authorized');
      expect((await journey.move(PALOPO.branch, ASSIGN)).status).toBe(200);
      expectSound(harness);
      return `${told.status}, ${entered} transitions in an hour; 200 ten minutes after it may`;
    },
  );
});

describe('what the table should not hold', () => {
  fault('an item of a future schema version', 'refused loudly; other commitments go on', async () => {
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

  fault('a list with an item of a future schema version', 'all others are listed; the one is refused', async () => {
    const harness = new TableHarness();
    const [broken, other] = [await journeyTo(harness, 'raised'), await journeyTo(harness, 'assigned')];
    const api = await serveInProcess(harness);
    const { pk, sk } = keys.commitment(broken.id);
    harness.table.tamper({ ...harness.table.get({ pk: { S: pk }, sk: { S: sk } }), schema: { N: '99' } });
    const list = await api.ask({ by: PALOPO.sekda, method: 'GET', path: '/commitments' });
    expect([list.status, idsIn(list.text)]).toEqual([200, [other.id]]);
    const one = await api.ask({ by: PALOPO.sekda, method: 'GET', path: `/commitments/${broken.id}` });
    expect(one.status).toBe(500);
    return '200 with all others; 500 for the one, and an error in the log';
  });

  for (const [what, change] of [
    ['its reason', { reason: { S: 'lain' } }],
    ['who did it', { office: { S: '73.73-dinsos' } }],
    ['when', { at: { S: '2026-03-01T00:00:00.000Z' } }],
    ['its hash', { hash: { S: 'x' } }],
    ['its place in the chain', { previousHash: { S: 'x' } }],
  ] as const) {
    fault(`an event was changed: ${what}`, 'the chain names the version, and nothing mends it silently', async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'inProgress');
      const { pk, sk } = keys.event(journey.id, 2);
      const item = harness.table.get({ pk: { S: pk }, sk: { S: sk } });
      harness.table.tamper({ ...item, ...change });
      const chain = () =>
        firstBrokenVersion(
          harness.events(journey.id).map(({ event }) => event),
          seal,
        );
      expect(chain()).toBe(2);
      expect((await journey.move(PALOPO.sekda, { move: 'note', text: 'catatan' })).status).toBe(200);
      expect(chain()).toBe(2);
      return 'broken at version 2, also after the next move';
    });
  }
});
